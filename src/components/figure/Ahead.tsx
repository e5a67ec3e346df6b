import type { Scenario } from '../../sim/scenario/index.ts';
import type { Pair } from '../../sim/trace/pair.ts';
import type { Asked, Subject } from './asked.ts';
import type { FigureDesign } from './data.ts';
import { Later } from './Later.tsx';
import type { Chosen } from './replay.ts';
import type { TurnProps } from './turn/Turn.tsx';

interface AheadProps {
  /** The figure as it was built. */
  readonly built: Subject;
  readonly subject: Subject;
  readonly sides: readonly [left: FigureDesign, right: FigureDesign];
  readonly chosen: Chosen;
  readonly shown: Pair;
  readonly onAsked: (asked: Asked) => void;
  readonly onSubject: (change: (now: Subject) => Subject) => void;
  readonly onDesign: TurnProps['onDesign'];
}

const loadTurn = async () => (await import('./turn/Turn.tsx')).Turn;
const loadCompose = async () => (await import('./turn/Compose.tsx')).Compose;

/** What a reader can do about what is on show: go on otherwise, or have other tasks. */
export function Ahead({ built, subject, sides, chosen, shown, onAsked, onSubject, onDesign }: AheadProps) {
  const onShow = (next: Partial<Chosen>) => onAsked({ chosen: { ...chosen, ...next }, message: '' });
  return (
    <>
      <Later
        summary="Choose what moves next, or search"
        load={loadTurn}
        props={{ ...subject, sides, chosen, shown, onShow, onDesign }}
      />
      <Later
        summary="Other tasks, other questions"
        open={isChanged(subject.example)}
        load={loadCompose}
        props={{ built, subject, chosen, onAsked, onSubject }}
      />
    </>
  );
}

const isChanged = ({ id }: Scenario): boolean => id.includes('+');
