import java.io.File;
import java.io.FileInputStream;
import java.io.InputStream;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;

/** Says of PDFs whether they keep profiles of veraPDF ("3b,ua1"), and each rule that one breaks, on a line of its own. */
public final class Check {
  public static void main(String[] arguments) throws Exception {
    VeraGreenfieldFoundryProvider.initialise();
    for (int place = 1; place < arguments.length; place += 1) {
      for (String profile : arguments[0].split(",")) {
        check(arguments[place], PDFAFlavour.fromString(profile), "file " + place + ", " + profile);
      }
    }
  }

  private static void check(String path, PDFAFlavour flavour, String which) throws Exception {
    try (InputStream file = new FileInputStream(new File(path));
        PDFAParser parser = Foundries.defaultInstance().createParser(file, flavour);
        PDFAValidator validator = Foundries.defaultInstance().createValidator(flavour, false)) {
      ValidationResult result = validator.validate(parser);
      for (TestAssertion assertion : result.getTestAssertions()) {
        if (assertion.getStatus() != TestAssertion.Status.FAILED) continue;
        System.out.println("BROKEN " + which + ": " + assertion.getRuleId().getClause() + "-"
            + assertion.getRuleId().getTestNumber() + " " + assertion.getMessage()
            + " at " + assertion.getLocation().getContext());
      }
      System.out.println((result.isCompliant() ? "KEPT " : "BROKEN ") + which);
    }
  }
}
