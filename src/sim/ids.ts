/**
 * Ids of what somebody has changed: `v6.15+evict-waits`, a design with a variant or a changed choice; `missed-wakeup+io=nobody`, an example with other
 * tasks. In a file of their own: every figure loads it, and the designs only when it needs one.
 */

/** The design, or the example, that an id starts from: its own if nothing is added. */
export const baseOf = (id: string): string => id.split('+')[0];

/** The design with its variants, and without the choices that are changed one by one: `v6.15+evict-waits` of `v6.15+evict-waits+gupRechecks=no`. */
export const withoutChanges = (design: string): string => design.replace(/\+\w+=[^+]*/g, '');
