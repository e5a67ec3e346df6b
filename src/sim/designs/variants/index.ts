import type { Variant } from '../design.ts';
import { scanUnmapped } from './scan-unmapped.ts';

/** Every variant. Add a new one here. */
export const variants: readonly Variant[] = [scanUnmapped];
