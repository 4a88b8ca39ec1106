import { Hint } from '../components/field-frame.tsx'
import { Icon } from '../components/icon.tsx'
import { useText } from '../text-context.tsx'

/**
 * A QR code on paper or on somebody's phone. Without a script, or without leave for the camera, it is a file input that
 * opens the camera of a phone; with both, a button that reads the code as soon as it is in sight.
 */
export function CameraField() {
  const text = useText()
  return (
    <div class="camera" data-camera>
      <div class="field" data-camera-file>
        <label for="field-camera">{text('verify.camera.file')}</label>
        <Hint id="field-camera">{text('verify.camera.fileHint')}</Hint>
        <input
          type="file"
          id="field-camera"
          // The same name as the drop zone's: the service takes several files, wherever they were chosen.
          name="file"
          class="input"
          accept="image/*"
          capture="environment"
          aria-describedby="field-camera-hint"
        />
      </div>
      <button class="button quiet" type="button" data-camera-open hidden>
        <Icon name="scan" />
        <span>{text('verify.camera.open')}</span>
      </button>
      <p class="notice warning" role="status" data-camera-denied hidden>
        {text('verify.camera.denied')}
      </p>
      <dialog class="camera-view" aria-labelledby="camera-title" data-camera-view>
        <h2 id="camera-title">{text('verify.camera.title')}</h2>
        <video playsInline muted data-camera-video />
        <p role="status">
          <span data-camera-reads hidden>
            {text('verify.camera.looking')}
          </span>
          <span data-camera-takes hidden>
            {text('verify.camera.takeIt')}
          </span>
        </p>
        <div class="actions">
          <button class="button primary" type="button" data-camera-take>
            {text('verify.camera.take')}
          </button>
          <button class="button quiet" type="button" data-camera-close>
            {text('verify.camera.close')}
          </button>
        </div>
      </dialog>
    </div>
  )
}
