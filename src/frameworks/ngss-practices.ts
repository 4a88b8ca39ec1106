/**
 * The eight science and engineering practices of the Next Generation Science Standards (NGSS, Appendix F),
 * each as an alignment target with its page at the National Science Teaching Association.
 */
export const ngssPractices = [
  'Asking Questions and Defining Problems',
  'Developing and Using Models',
  'Planning and Carrying Out Investigations',
  'Analyzing and Interpreting Data',
  'Using Mathematics and Computational Thinking',
  'Constructing Explanations and Designing Solutions',
  'Engaging in Argument from Evidence',
  'Obtaining, Evaluating, and Communicating Information',
].map((targetName, place) => ({
  targetName,
  targetUrl: `https://ngss.nsta.org/Practices.aspx?id=${place + 1}`,
  targetCode: `SEP.${place + 1}`,
  targetFramework: 'NGSS Science and Engineering Practices',
  targetType: 'ceasn:Competency' as const,
}))
