/** Every source file of the model, for a figure's fingerprint and for showing. */
export const sources: Readonly<Record<string, string>> = import.meta.glob<string>(
  '../../sim/{checker,kernel,designs,designs/variants,scenario,compose,examples,examples/parts}/*.ts',
  {
    query: '?raw',
    import: 'default',
    eager: true,
  },
);
