import type { Variant } from '../design.ts';

/** Truncate looks at pages even if no VMA maps the file: what commit cee91fa1 did for v6.15, alone. */
export const scanUnmapped: Variant = {
  id: 'scan-unmapped',
  title: 'scans unmapped files',
  choices: {
    scanWithoutVma: 'done',
  },
};
