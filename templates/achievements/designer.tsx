import type { ComponentChildren } from 'preact'
import { mostBoardLetters } from '../../schemas/requests/badge-designs.ts'
import type { DesignNote } from '../art/legibility.ts'
import { Button } from '../components/button.tsx'
import { Details } from '../components/details.tsx'
import { Field } from '../components/field.tsx'
import { FileField } from '../components/file-field.tsx'
import { Icon } from '../components/icon.tsx'
import { valueOf, type Draft } from '../draft.ts'
import { useText } from '../text-context.tsx'
import { artAddressOf } from './art-address.ts'
import {
  frameTiles,
  groundTiles,
  markTiles,
  outlineTiles,
  paletteTiles,
  plateTiles,
} from './design-tiles.tsx'
import { ColourField, Tiles } from './tiles.tsx'

export interface DesignerProps {
  readonly draft: Draft
  /** The picture that is there and was not designed here: it can be kept. */
  readonly image?: string
  readonly organization: string
  readonly notes: readonly DesignNote[]
}

/** How the badge looks: what can be chosen, and what comes of it. Called, not placed: the form looks for labels in it. */
export function designerParts({ draft, image, organization, notes }: DesignerProps) {
  const text = useText()
  const part = (name: string) => ({ name: `design[${name}]`, draft })
  const isKept = image !== undefined && valueOf(draft, 'pictureFrom') !== 'drawn'
  return (
    <div class="designer" data-designer>
      <h2 id="design">{text('educators.designer.title')}</h2>
      <p>{text('educators.designer.lead')}</p>
      <div class="designer-grid">
        <BadgePreview
          address={isKept ? image : artAddressOf(draft)}
          name={valueOf(draft, 'name')}
          organization={organization}
          notes={isKept ? [] : notes}
        />
        <div class="designer-choices">
          {image !== undefined && (
            <Tiles
              name="pictureFrom"
              label={text('educators.designer.pictureFrom')}
              draft={draft}
              tiles={(['kept', 'drawn'] as const).map((value) => ({
                value,
                label: text(`educators.designer.pictureFroms.${value}`),
                picture:
                  value === 'kept' ? (
                    <img src={image} alt="" width="64" height="64" />
                  ) : (
                    <Icon name="badge" />
                  ),
              }))}
            />
          )}
          <Tiles
            {...part('outline')}
            label={text('educators.designer.outline')}
            tiles={outlineTiles(text)}
          />
          <Tiles
            {...part('palette')}
            label={text('educators.designer.palette')}
            tiles={paletteTiles(text)}
          />
          <Details
            summary={text('educators.designer.ownColours')}
            open={valueOf(draft, 'design[palette]') === 'own'}
          >
            <p class="hint">{text('educators.designer.ownColoursHint')}</p>
            <div class="colours">
              <ColourField {...part('main')} label={text('educators.designer.main')} />
              <ColourField {...part('land')} label={text('educators.designer.land')} />
              <ColourField {...part('markColour')} label={text('educators.designer.markColour')} />
            </div>
          </Details>
          <Tiles
            {...part('mark')}
            label={text('educators.designer.mark')}
            tiles={markTiles(text)}
            small
          />
          <Tiles
            {...part('ground')}
            label={text('educators.designer.ground')}
            tiles={groundTiles(text)}
          />
          <Tiles
            {...part('frame')}
            label={text('educators.designer.frame')}
            tiles={frameTiles(text)}
          />
          <Tiles
            {...part('plate')}
            label={text('educators.designer.plate')}
            tiles={plateTiles(text)}
          />
          <Field
            {...part('words')}
            label={text('educators.designer.words')}
            hint={text('educators.designer.wordsHint', { count: mostBoardLetters })}
            maxLength={mostBoardLetters}
          />
          <input type="hidden" name="design[seed]" value={valueOf(draft, 'design[seed]')} />
          <div class="actions">
            <Button tone="quiet" name="show" value="design" formNoValidate>
              {text('educators.designer.show')}
            </Button>
            <Button tone="quiet" name="show" value="surprise" formNoValidate>
              {text('educators.designer.surprise')}
            </Button>
          </div>
          <FileField
            name="picture"
            label={text('educators.designer.upload')}
            hint={text('educators.designer.uploadHint')}
            accept="image/png,image/svg+xml,image/jpeg,image/webp"
            draft={draft}
          />
        </div>
      </div>
    </div>
  )
}

/** The badge in the places where it will be seen. */
function BadgePreview({
  address,
  name,
  organization,
  notes,
}: {
  address: string
  name: string
  organization: string
  notes: readonly DesignNote[]
}) {
  const text = useText()
  return (
    <div class="badge-preview" role="group" aria-labelledby="preview-title">
      <h3 id="preview-title" class="unseen">
        {text('educators.designer.preview')}
      </h3>
      <div class="preview-panels">
        <figure class="panel by-day">
          <img
            data-art
            src={address}
            width="256"
            height="256"
            alt={text('educators.designer.preview')}
          />
          <img data-art src={address} width="64" height="64" alt="" />
          <figcaption>{text('educators.designer.onLight')}</figcaption>
        </figure>
        <figure class="panel by-night">
          <img data-art src={address} width="256" height="256" alt="" />
          <img data-art src={address} width="64" height="64" alt="" />
          <figcaption>{text('educators.designer.onDark')}</figcaption>
        </figure>
      </div>
      <div role="status" class="design-notes" data-notes>
        <DesignNotes notes={notes} />
      </div>
      <template data-all-good>
        <DesignNotes notes={[]} />
      </template>
      <template data-hard-to-see>
        <HardToSee />
      </template>
      <details class="on-paper">
        <summary>{text('educators.designer.onCertificate')}</summary>
        <div class="small-certificate" aria-hidden="true">
          <img data-art src={address} width="96" height="96" alt="" />
          <p class="certificate-name" dir="auto" data-badge-name>
            {name === '' ? text('educators.designer.certificateBadge') : name}
          </p>
          <p>{text('educators.designer.certificateFor')}</p>
          <p class="certificate-learner">{text('educators.designer.certificateName')}</p>
          <p class="certificate-issuer" dir="auto">
            {organization}
          </p>
        </div>
      </details>
    </div>
  )
}

function DesignNotes({ notes }: { notes: readonly DesignNote[] }) {
  const text = useText()
  if (notes.length === 0) {
    return (
      <p class="design-note good">
        <Icon name="good" />
        {text('educators.designer.notes.allGood')}
      </p>
    )
  }
  return (
    <>
      {notes.map((note) => (
        <HardToSee key={note.code}>{saidOf(text, note)}</HardToSee>
      ))}
    </>
  )
}

/** Told by an icon as well as by its colour, also where the script puts in the words. */
function HardToSee({ children }: { children?: ComponentChildren }) {
  return (
    <p class="design-note">
      <Icon name="warning" />
      {children}
    </p>
  )
}

/** What is hard to see, and what to change, as a sentence. */
export function saidOf(text: ReturnType<typeof useText>, note: DesignNote): string {
  if (!('make' in note)) return text(`educators.designer.notes.${note.code}`)
  const { code, make, ratio, needed } = note
  return text(`educators.designer.notes.${code}-${make}`, { ratio, needed })
}
