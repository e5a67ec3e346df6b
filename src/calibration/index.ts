/**
 * Replays what real kernels did, as lab/ has recorded it, through the model. Start reading at calibrate.ts (a
 * recording beside the model), then play.ts (what each recorded operation is in the model), stage.ts (a modelled
 * kernel that is called). Nothing of it is in a live page.
 */
export { type Compared, calibrate, type ModelledPage } from './calibrate.ts';
export type { Waiting } from './calls.ts';
export { type Exception, exceptionAt, exceptions } from './exceptions.ts';
export { modelled } from './kernels.ts';
