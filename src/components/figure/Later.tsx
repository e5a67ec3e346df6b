import type { JSX } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';

interface LaterProps<P> {
  readonly summary: string;
  readonly load: () => Promise<(props: P) => JSX.Element>;
  /** What it is given. */
  readonly props: P;
  /** It is opened where this comes to be true. */
  readonly open?: boolean;
}

/** A part of a figure that few readers ask for: its code comes when somebody opens it. */
export function Later<P extends object>({ summary, load, props, open: asked = false }: LaterProps<P>) {
  const [Part, setPart] = useState<(props: P) => JSX.Element>();
  const [failed, setFailed] = useState(false);
  const root = useRef<HTMLDetailsElement>(null);
  useEffect(() => {
    if (asked && root.current) root.current.open = true;
  }, [asked]);
  const open = async (isOpen: boolean) => {
    if (!isOpen || Part) return;
    const part = await load().catch(() => null);
    setFailed(part === null);
    if (part) setPart(() => part);
  };
  return (
    <details class="more" ref={root} onToggle={(event) => open(event.currentTarget.open)}>
      <summary>{summary}</summary>
      {failed && <p>What belongs here did not load; close it and open it to try again.</p>}
      {Part && <Part {...props} />}
    </details>
  );
}
