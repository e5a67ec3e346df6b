import { describe, expect, test } from 'vitest';
import { exceptions } from '../calibration/index.ts';
import { type Agreement, agreementOf, agreementTable, columns, metExceptions } from './agreement.ts';
import { families, familyOf } from './families.ts';
import { kernels, traces } from './traces.ts';

const sum = (parts: readonly Agreement[]): Agreement => ({
  agrees: parts.reduce((total, { agrees }) => total + agrees, 0),
  byCounts: parts.reduce((total, { byCounts }) => total + byCounts, 0),
  left: parts.reduce((total, { left }) => total + left, 0),
});

/** Recorded steps, on a kernel if one is named, in scenarios of a family if one is named. */
const recorded = (kernel?: string, family?: string) =>
  traces
    .filter((trace) => kernel === undefined || trace.kernel === kernel)
    .flatMap(({ scenarios }) => scenarios)
    .filter(({ name }) => family === undefined || familyOf(name).id === family)
    .reduce((total, { steps }) => total + steps.length, 0);

describe('the table of agreement', () => {
  const table = agreementTable();

  test('has every family on every kernel, oldest first, with the design that it is replayed as', () => {
    expect(table.map(({ family }) => family)).toEqual(families);
    expect(columns.map(({ kernel }) => kernel)).toEqual(kernels);
    for (const { cells } of table) expect(cells).toHaveLength(kernels.length);
    expect(columns[0].design.id).toBe('v5.17');
    expect(columns.at(-1)?.design.id).toMatch(/^v6\.15/);
  });

  test.each(kernels)('counts each step of %s once, in its family', (kernel) => {
    const at = kernels.indexOf(kernel);
    for (const { family, cells } of table)
      expect(cells[at].agrees + cells[at].left, family.id).toBe(recorded(kernel, family.id));
    expect(agreementOf(kernel)).toEqual(sum(table.map(({ cells }) => cells[at])));
    expect(agreementOf(kernel).agrees + agreementOf(kernel).left).toBe(recorded(kernel));
  });

  test('comes to what all recordings come to', () => {
    expect(agreementOf()).toEqual(sum(kernels.map((kernel) => agreementOf(kernel))));
    expect(agreementOf().agrees).toBeGreaterThan(agreementOf().left);
  });

  test('says of how many the counts alone are compared: those that the exceptions say so of', () => {
    const longterm = traces.flatMap(({ scenarios }) => scenarios).filter(({ name }) => /longterm/.test(name));
    const pinned = table.find(({ family }) => family.id === 'pin')?.cells ?? [];
    expect(longterm.length).toBeGreaterThan(0);
    expect(sum(pinned).byCounts).toBe(
      longterm.flatMap(({ steps }) => steps).filter(({ step }) => step === 'register_buffer').length,
    );
    expect(sum(pinned).left).toBe(0);
    const programs = table.find(({ family }) => family.id === 'program')?.cells ?? [];
    expect(sum(programs)).toEqual({ agrees: 0, byCounts: 0, left: recorded(undefined, 'program') });
  });
});

describe('an exception is met', () => {
  const met = metExceptions();

  test('whichever it is, and in no other order than they are written in', () => {
    expect(met.map(({ where, reason }) => ({ where, reason }))).toEqual(
      exceptions.map(({ where, reason }) => ({ where, reason })),
    );
    for (const { where, scenarios, kernelsMet } of met) {
      expect(scenarios, where).not.toEqual([]);
      expect(kernelsMet, where).not.toEqual([]);
    }
  });

  test.each(met)('in the scenarios of $where and on its kernels, each named once', (one) => {
    const [name] = one.where.split('/');
    for (const scenario of one.scenarios)
      if (name.endsWith('*')) expect(scenario.startsWith(name.slice(0, -1))).toBe(true);
      else expect(scenario).toBe(name);
    const since = (kernel: string) => kernel.localeCompare('6.15', 'en', { numeric: true }) >= 0;
    if (one.kernels) expect(one.kernelsMet.filter(since).length > 0).toBe(one.kernels === 'since v6.15');
    if (one.kernels) expect(one.kernelsMet.every(since)).toBe(one.kernels === 'since v6.15');
    expect(new Set(one.scenarios).size).toBe(one.scenarios.length);
    expect(new Set(one.kernelsMet).size).toBe(one.kernelsMet.length);
  });
});
