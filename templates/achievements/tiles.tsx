import type { ComponentChildren } from 'preact'
import { describe, ProblemText, type FieldProps } from '../components/field-frame.tsx'
import { valueOf } from '../draft.ts'

export interface Tile {
  readonly value: string
  readonly label: string
  readonly picture: ComponentChildren
}

interface TilesProps extends FieldProps {
  readonly tiles: readonly Tile[]
  /** Small tiles tell their name to screen readers and where a pointer rests; the picture tells it to the rest. */
  readonly small?: boolean
}

/** One of several, each shown as a picture: radio buttons that are seen as tiles. */
export function Tiles(props: TilesProps) {
  const { name, label, tiles, draft, small = false } = props
  const { own, problem } = describe(props)
  const chosen = valueOf(draft, name)
  return (
    <fieldset class={small ? 'field tiles small' : 'field tiles'} id={own}>
      <legend>{label}</legend>
      {problem !== undefined && <ProblemText id={own} problem={problem} />}
      <div class="tile-row">
        {tiles.map((tile) => (
          <label class="tile" key={tile.value} title={small ? tile.label : undefined}>
            <input type="radio" name={name} value={tile.value} checked={tile.value === chosen} />
            <span class="tile-face">
              {tile.picture}
              <span class={small ? 'tile-name unseen' : 'tile-name'}>{tile.label}</span>
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  )
}

/** A colour of one's own, by the browser's own chooser. */
export function ColourField(props: FieldProps) {
  const { own, problem, control } = describe(props)
  return (
    <div class="field">
      <label for={own}>{props.label}</label>
      {problem !== undefined && <ProblemText id={own} problem={problem} />}
      <input {...control} class="colour" type="color" value={valueOf(props.draft, props.name)} />
    </div>
  )
}
