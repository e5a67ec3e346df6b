import { describe, expect, test } from 'vitest';
import { exampleNamed } from '../../sim/examples/index.ts';
import { someLives } from '../../sim/lifecycle/fixtures.ts';
import { functionsOf, lifeCycleOf } from '../../sim/lifecycle/index.ts';
import type { Box } from './grid.ts';
import { type Drawing, type Label, layout } from './layout.ts';

const boxesOf = ({ rows }: Drawing) => rows.flatMap(({ boxes }) => boxes);
const arrowsOf = ({ rows }: Drawing) => rows.flatMap(({ arrows }) => arrows);
const labelsOf = (drawing: Drawing) => arrowsOf(drawing).flatMap(({ labels }) => labels);

type Area = Pick<Box, 'left' | 'right' | 'top' | 'bottom'>;

/** Where a 12 px monospaced label is: 7.23 px a letter, as in DejaVu Sans Mono and Menlo. */
function areaOf({ text, x, y, anchor }: Label): Area {
  const width = text.length * 7.23;
  const left = x - { start: 0, middle: width / 2, end: width }[anchor];
  return { left, right: left + width, top: y - 9, bottom: y + 2 };
}

const meet = (a: Area, b: Area) =>
  a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;

/** The first and the last point of a path's line, whose head begins at the last `M`. */
function endsOf(path: string): [x: number, y: number][] {
  const [, line, head] = /^(M.*)M(.*?)m/.exec(path) as unknown as [string, string, string];
  const point = (text: string) => text.split(' ').map(Number) as [number, number];
  return [point((/^M(-?[\d.]+ -?[\d.]+)/.exec(line) as RegExpExecArray)[1]), point(head)];
}

/** Whether a point is on a box's border. */
function isOn({ left, right, top, bottom }: Area, [x, y]: readonly [number, number]): boolean {
  const inside = x >= left && x <= right && y >= top && y <= bottom;
  return inside && (x === left || x === right || y === top || y === bottom);
}

describe.each(someLives)('$id under $design', ({ example, design }) => {
  const life = lifeCycleOf(example, design);
  const drawing = layout(life);
  const [left, top, width, height] = drawing.view;
  const boxes = boxesOf(drawing);

  test('each condition has a box of its own', () => {
    expect(new Set(boxes.map(({ stage }) => stage))).toEqual(new Set(life.stages));
    expect(boxes).toHaveLength(life.stages.length);
    for (const [i, box] of boxes.entries())
      expect(boxes.slice(i + 1).filter((other) => meet(box, other))).toEqual([]);
  });

  test('each step is an arrow, from the border of its one box to that of the other', () => {
    const arrows = arrowsOf(drawing);
    expect(new Set(arrows.map(({ step }) => step))).toEqual(new Set(life.steps));
    expect(arrows).toHaveLength(life.steps.length);
    for (const { step, path } of arrows) {
      const [start, end] = endsOf(path);
      const on = (point: readonly [number, number]) =>
        boxes.filter((box) => isOn(box, point)).map(({ stage }) => stage.key);
      expect([on(start), on(end)], path).toEqual([[step.from], [step.to]]);
    }
  });

  test('each arrow has its names, or another that runs beside it or ends with it has them', () => {
    for (const { step, labels } of arrowsOf(drawing)) {
      const names = functionsOf(step);
      if (labels.length > 0) {
        expect(labels.map(({ text }) => text.replace(/^[↑↓] /, '')).join(', ')).toBe(names.join(', '));
        continue;
      }
      const row = (key: string) => boxes.find(({ stage }) => stage.key === key)?.row;
      const others = arrowsOf(drawing).filter(
        (other) =>
          other.labels.length > 0 &&
          (other.step.to === step.to ||
            (row(other.step.from) === row(step.from) && row(other.step.to) === row(step.to))),
      );
      expect(others.map((other) => functionsOf(other.step))).toContainEqual(names);
    }
  });

  test('everything is in view', () => {
    for (const area of [...boxes, ...labelsOf(drawing).map(areaOf)]) {
      expect(area.left).toBeGreaterThanOrEqual(left);
      expect(area.right).toBeLessThanOrEqual(left + width);
      expect(area.top).toBeGreaterThanOrEqual(top);
      expect(area.bottom).toBeLessThanOrEqual(top + height);
    }
  });
});

describe.each(exampleNamed('life').designs)('the life of a page under %s', (design) => {
  const drawing = layout(lifeCycleOf(exampleNamed('life'), design));

  test('is calm: no name covers a box or another name', () => {
    const labels = labelsOf(drawing).map((label) => ({ label, ...areaOf(label) }));
    for (const [i, label] of labels.entries()) {
      expect(
        boxesOf(drawing).filter((box) => meet(label, box)),
        label.label.text,
      ).toEqual([]);
      expect(
        labels.slice(i + 1).filter((other) => meet(label, other)),
        label.label.text,
      ).toEqual([]);
    }
  });

  test('has at most fourteen boxes, and fits a phone unless entries can be zapped', () => {
    expect(boxesOf(drawing).length).toBeLessThanOrEqual(14);
    expect(drawing.broad).toBe(design === 'entry-held');
    // 390 px less the page's margins, of which the style sheet takes back a little.
    if (!drawing.broad) expect(drawing.view[2]).toBeLessThanOrEqual(366);
  });
});

test('a condition is at the same place under every design that has no zapped entries', () => {
  const places = (design: string) =>
    boxesOf(layout(lifeCycleOf(exampleNamed('life'), design))).map(({ stage, left, top }) => [
      stage.key,
      left,
      top,
    ]);
  const designs = exampleNamed('life').designs.filter((design) => design !== 'entry-held');
  for (const design of designs) expect(places(design)).toEqual(places('v6.15'));
});
