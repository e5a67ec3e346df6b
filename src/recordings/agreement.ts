import { type Compared, calibrate, type Exception, exceptions, modelled } from '../calibration/index.ts';
import type { Design } from '../sim/designs/index.ts';
import { type Family, families, familyOf } from './families.ts';
import { kernels, type Trace, traces } from './traces.ts';

/** How recordings and model compare, over some recordings. Every step that was compared agrees. */
export interface Agreement {
  /** Steps that the model does as recorded. */
  readonly agrees: number;
  /** Those of them of which the counts alone are compared. */
  readonly byCounts: number;
  /** Steps that the model is not asked about. */
  readonly left: number;
}

/** A row of the table: one family of scenarios, kernel by kernel. */
export interface FamilyRow {
  readonly family: Family;
  readonly cells: readonly Agreement[];
}

/** A kernel of the table, and the design that it is replayed as. */
export interface KernelColumn {
  readonly kernel: string;
  readonly design: Design;
}

/** The kernels, oldest first. */
export const columns: readonly KernelColumn[] = kernels.map((kernel) => {
  const [trace] = of(kernel);
  return { kernel, design: modelled(trace).design };
});

/** Families by kernels. Throws where a recording and the model differ, with the first difference. */
export function agreementTable(): FamilyRow[] {
  return families.map((family) => ({
    family,
    cells: kernels.map((kernel) => agreement(of(kernel), ({ name }) => familyOf(name) === family)),
  }));
}

/** All recordings of a kernel, or all there are, together. Throws where a recording and the model differ. */
export function agreementOf(kernel?: string): Agreement {
  return agreementOn(kernel === undefined ? traces : of(kernel));
}

/** The same over these recordings. */
export function agreementOn(some: readonly Trace[]): Agreement {
  return agreement(some, () => true);
}

/** An exception, with the scenarios and kernels in which it is met. */
export interface MetException extends Exception {
  readonly scenarios: readonly string[];
  readonly kernelsMet: readonly string[];
}

/** What the model cannot express, in the order of the source. */
export function metExceptions(): MetException[] {
  const met = traces.flatMap((trace) =>
    trace.scenarios.flatMap((scenario) =>
      calibrate(trace, scenario).map(({ exception }) => ({ exception, trace, scenario })),
    ),
  );
  return exceptions.map((exception) => {
    const where = met.filter((one) => one.exception === exception);
    return {
      ...exception,
      scenarios: [...new Set(where.map(({ scenario }) => scenario.name))],
      kernelsMet: [...new Set(where.map(({ trace }) => trace.kernel))],
    };
  });
}

function of(kernel: string): readonly Trace[] {
  return traces.filter((trace) => trace.kernel === kernel);
}

function agreement(among: readonly Trace[], which: (scenario: { name: string }) => boolean): Agreement {
  const steps = among.flatMap((trace) =>
    trace.scenarios.filter(which).flatMap((scenario) =>
      calibrate(trace, scenario).map((compared) => {
        sameOrThrow(compared, `${trace.kernel} on ${trace.fs}, ${scenario.name}`);
        return compared;
      }),
    ),
  );
  const compared = steps.filter(({ isCompared }) => isCompared);
  return {
    agrees: compared.length,
    byCounts: compared.filter(({ exception }) => exception !== undefined).length,
    left: steps.length - compared.length,
  };
}

function sameOrThrow({ step, differences }: Compared, where: string): void {
  if (differences.length > 0)
    throw new Error(
      `the model does not do what was recorded: ${where}, ${step.step}: ${differences.join('; ')}`,
    );
}
