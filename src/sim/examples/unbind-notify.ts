import type { Example } from './example.ts';
import { unbindPinned } from './unbind.ts';

export const unbindNotify: Example = {
  ...unbindPinned,
  id: 'unbind-notify',
  title: 'Removal that is told to the file system',
  question: 'What does a notice of removal change, where the file system holds references?',
  pair: ['fs-held', 'fs-held-notify'],
  told: 'app*9 rdma*5 unbind*9 rdma*3 unbind*4',
  notice: '',
};
