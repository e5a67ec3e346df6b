import { functionsOf, type LifeCycle, type StageChange } from '../../sim/lifecycle/index.ts';
import { type Box, gridOf } from './grid.ts';

/** The picture of a life cycle, in CSS pixels at its smallest size. */
export interface Drawing {
  /** `viewBox`: left, top, width, height. */
  readonly view: readonly [number, number, number, number];
  /** It needs a row of its own; two others fit side by side. */
  readonly broad: boolean;
  /** What the conditions of each column have in common. */
  readonly heads: readonly Label[];
  /** From top to bottom. */
  readonly rows: readonly Band[];
}

/** Boxes side by side, and the arrows between them and to the row below. */
export interface Band {
  readonly boxes: readonly Box[];
  readonly arrows: readonly Arrow[];
}

/** A step: a line with a head, and the names of its functions. */
export interface Arrow {
  readonly step: StageChange;
  readonly path: string;
  /** None where an arrow that runs beside it, or ends where it does, has the same names and is drawn before it. */
  readonly labels: readonly Label[];
  /** How far out it bends, at most; where it bends beyond the boxes that it joins. */
  readonly reach?: number;
}

export interface Label {
  readonly text: string;
  /** What a text browser needs before it, for it sees no arrow; empty where the text says it. */
  readonly sign: string;
  readonly x: number;
  /** The line that letters stand on. */
  readonly y: number;
  readonly anchor: 'start' | 'middle' | 'end';
}

/** A letter of a 12 px monospaced font, and rather too wide; and a line of them. */
const LETTER = 7.4;
const LINE = 14;
/** Around everything, so that no line is cut along its middle. */
const MARGIN = 1;

/** A drawing that is wider gets a row of its own, and so is at least as wide as makes sense there. */
const HALF = 500;
const WHOLE = 800;

/** Draws a life cycle. */
export function layout(life: LifeCycle): Drawing {
  const { boxes, heads } = gridOf(life);
  const box = (key: string) => boxes.find(({ stage }) => stage.key === key) as Box;
  const leftmost = ({ from, to }: StageChange) => Math.min(box(from).column, box(to).column);
  const said = new Set<string>();
  const arrows = [...life.steps]
    .sort((a, b) => leftmost(a) - leftmost(b))
    .map((step) => arrow(step, box(step.from), box(step.to), said));
  const rowOf = ({ step }: Arrow) => Math.min(box(step.from).row, box(step.to).row);
  const rows = [...new Set(boxes.map(({ row }) => row))].map((row) => ({
    boxes: boxes.filter((box) => box.row === row),
    arrows: arrows.filter((arrow) => rowOf(arrow) === row),
  }));
  const titles = heads.map(({ left, text }) => ({
    text,
    x: left,
    y: 12,
    anchor: 'start' as const,
    sign: '',
  }));
  const view = frame(boxes, arrows);
  return { view, broad: view[2] > HALF, heads: titles, rows };
}

/** Draws a step. `said` is what arrows before it have said. */
function arrow(step: StageChange, from: Box, to: Box, said: Set<string>): Arrow {
  const names = functionsOf(step);
  const down = to.row - from.row;
  const right = to.column - from.column;
  const [draw, beside] =
    right === 0
      ? Math.abs(down) === 1
        ? [upOrDown, `${from.row} ${to.row}`]
        : [past, `past to ${to.stage.key}`]
      : down === 0
        ? [Math.abs(right) === 1 ? across : over, `${from.stage.key} ${to.stage.key}`]
        : [askew, `askew to ${to.stage.key}`];
  const { labels, ...line } = draw(from, to, names);
  const name = `${beside}: ${names}`;
  const silent = said.has(name);
  said.add(name);
  return { step, ...line, labels: silent ? [] : labels };
}

type Lines = Pick<Arrow, 'path' | 'labels' | 'reach'>;

/** To the row above or below: the way down is on the left, and so is the first name. */
function upOrDown(from: Box, to: Box, names: readonly string[]): Lines {
  const down = to.top > from.top;
  const x = from.left + (down ? 18 : 32);
  const [start, end] = down ? [from.bottom, to.top] : [from.top, to.bottom];
  const label = {
    text: `${down ? '↓' : '↑'} ${names.join(', ')}`,
    x: from.left + 44,
    y: Math.min(from.bottom, to.bottom) + (down ? 18 : 18 + LINE),
    anchor: 'start' as const,
    sign: '',
  };
  return { path: `M${x} ${start}V${end}${head(x, end, down ? 'down' : 'up')}`, labels: [label] };
}

/** To the next column: the way to the right is the upper one, with its names above it. */
function across(from: Box, to: Box, names: readonly string[]): Lines {
  const right = to.left > from.left;
  const y = (from.top + from.bottom) / 2 + (right ? -2 : 10);
  const [start, end] = right ? [from.right, to.left] : [from.left, to.right];
  const labels = names.map((text, i) => ({
    text,
    x: (start + end) / 2,
    y: right ? y - 6 - (names.length - 1 - i) * LINE : y + 14 + i * LINE,
    anchor: 'middle' as const,
    sign: right ? '→ ' : '← ',
  }));
  return { path: `M${start} ${y}H${end}${head(end, y, right ? 'right' : 'left')}`, labels };
}

/** Past rows in between: on the left of the column. */
function past(from: Box, to: Box, names: readonly string[]): Lines {
  const [start, end] = [from, to].map(({ top, bottom }) => (top + bottom) / 2);
  const x = from.left - 14 * Math.abs(from.row - to.row);
  const label = {
    text: names.join(', '),
    x: x - 4,
    y: (start + end) / 2 + 4,
    anchor: 'end' as const,
    sign: `… ${to.words}: `,
  };
  return {
    path: `M${from.left} ${start}C${x} ${start} ${x} ${end} ${from.left} ${end}${head(from.left, end, 'right')}`,
    labels: [label],
    reach: x,
  };
}

/** Past columns in between: above the row. */
function over(from: Box, to: Box, names: readonly string[]): Lines {
  const [start, end] = [from, to].map(({ left, right }) => (left + right) / 2);
  const y = from.top - 26;
  const label = {
    text: names.join(', '),
    x: (start + end) / 2,
    y: y + 2,
    anchor: 'middle' as const,
    sign: `… ${to.words}: `,
  };
  return {
    path: `M${start} ${from.top}C${start} ${y} ${end} ${y} ${end} ${to.top}${head(end, to.top, 'down')}`,
    labels: [label],
  };
}

/** To another row and another column, into a side: out of the top or bottom, or around the rows in between. */
function askew(from: Box, to: Box, names: readonly string[]): Lines {
  const right = to.left > from.left;
  const end = right ? to.left : to.right;
  const y = (to.top + to.bottom) / 2 + (right ? 0 : 6);
  const tip = head(end, y, right ? 'right' : 'left');
  const label = {
    text: names.join(', '),
    x: end + (right ? -10 : 10),
    y: y - 6,
    anchor: right ? ('end' as const) : ('start' as const),
    sign: `… ${to.words}: `,
  };
  if (Math.abs(to.row - from.row) === 1) {
    const x = right ? from.right - 18 : from.left + 18;
    return {
      path: `M${x} ${to.top > from.top ? from.bottom : from.top}Q${x} ${y} ${end} ${y}${tip}`,
      labels: [label],
    };
  }
  const start = right ? from.left : from.right;
  const x = start + (right ? -90 : 90);
  const middle = (from.top + from.bottom) / 2;
  return {
    path: `M${start} ${middle}C${x} ${middle} ${start} ${y} ${end} ${y}${tip}`,
    labels: [label],
    reach: x,
  };
}

const tips = {
  down: 'm-4-7 4 7 4-7',
  up: 'm-4 7 4-7 4 7',
  right: 'm-7-4 7 4-7 4',
  left: 'm7-4-7 4 7 4',
} as const;

/** The head of a line that ends here. */
const head = (x: number, y: number, towards: keyof typeof tips): string => `M${x} ${y}${tips[towards]}`;

/** What everything fits in. */
function frame(boxes: readonly Box[], arrows: readonly Arrow[]): Drawing['view'] {
  const labels = arrows
    .flatMap(({ labels }) => labels)
    .map(({ text, x, y, anchor }) => {
      const width = text.length * LETTER;
      const left = x - { start: 0, middle: width / 2, end: width }[anchor];
      return { left, right: left + width, bottom: y + 3 };
    });
  const bends = arrows.flatMap(({ reach }) => (reach === undefined ? [] : [{ left: reach, right: reach }]));
  const parts = [...boxes, ...labels, ...bends];
  const left = Math.floor(Math.min(...parts.map(({ left }) => left)) - MARGIN);
  const width = Math.ceil(Math.max(...parts.map(({ right }) => right)) + MARGIN) - left;
  const height = Math.max(...[...boxes, ...labels].map(({ bottom }) => bottom)) + MARGIN;
  return [left, 0, width > HALF ? Math.max(width, WHOLE) : width, height];
}
