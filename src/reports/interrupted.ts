import type { Sighting } from '../recordings/sighting.ts';

/**
 * What a signal does to a truncate that sleeps. It was recorded while a pin was there, which is what the sleeper is
 * told of as little as of a mapping; the size of the file was not looked at.
 */
export const interrupted = (kernels: string): Sighting => ({
  scenario: 'gup-interrupt',
  step: 'truncate_interrupted',
  kernels,
  is: { returned: ['truncate'], ended: ['EINTR'] },
  shows:
    'A signal ends a waiting truncate with EINTR; recorded with the pin still there. The size of the file afterwards was not recorded.',
});
