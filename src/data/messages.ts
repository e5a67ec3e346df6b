/** A mail of the discussion. Paraphrased wherever it is used, linked always. */
export interface Message {
  /** Message-ID without the angle brackets. */
  readonly messageId: string;
  readonly author: string;
  /** ISO date, by the sender's clock. */
  readonly date: string;
  readonly subject: string;
  /** True if the message itself was read, false if only another text names it. */
  readonly confirmed: boolean;
}

const table = {
  'muchun-v1': {
    messageId: '20220704074054.32310-1-songmuchun@bytedance.com',
    author: 'Muchun Song',
    date: '2022-07-04',
    subject: '[PATCH] mm: fix missing wake-up event for FSDAX pages',
    confirmed: true,
  },
  'willy-blight': {
    messageId: 'YsLDGEiVSHN3Xx/g@casper.infradead.org',
    author: 'Matthew Wilcox',
    date: '2022-07-04',
    subject: 'Re: [PATCH] mm: fix missing wake-up event for FSDAX pages',
    confirmed: true,
  },
  'muchun-v2': {
    messageId: '20220705123532.283-1-songmuchun@bytedance.com',
    author: 'Muchun Song',
    date: '2022-07-05',
    subject: '[PATCH v2] mm: fix missing wake-up event for FSDAX pages',
    confirmed: true,
  },
  'muchun-hang': {
    messageId: 'YsT9UQoR8cgPRmKZ@FVFYT0MHHV2J.usts.net',
    author: 'Muchun Song',
    date: '2022-07-06',
    subject: 'Re: [PATCH v2] mm: fix missing wake-up event for FSDAX pages',
    confirmed: true,
  },
  'jason-fs-holds': {
    messageId: '20220721185116.GC6833@ziepe.ca',
    author: 'Jason Gunthorpe',
    date: '2022-07-21',
    subject: 'Re: [PATCH] mm: fix missing wake-up event for FSDAX pages',
    confirmed: true,
  },
  'dan-stalled': {
    messageId: '62ccded5298d8_293ff129437@dwillia2-xfh.notmuch',
    author: 'Dan Williams',
    date: '2022-07-12',
    subject: 'Re: [PATCH] mm: fix missing wake-up event for FSDAX pages',
    confirmed: true,
  },
  'dan-may-hang': {
    messageId: '62d9eee832950_1f5536294e4@dwillia2-xfh.jf.intel.com.notmuch',
    author: 'Dan Williams',
    date: '2022-07-22',
    subject: 'Re: [PATCH] mm: fix missing wake-up event for FSDAX pages',
    confirmed: true,
  },
  'jason-gup-users': {
    messageId: '20210325143419.GK2710221@ziepe.ca',
    author: 'Jason Gunthorpe',
    date: '2021-03-25',
    subject: 'Re: [PATCH 3/3] mm/devmap: Remove pgmap accounting in the get_user_pages_fast() path',
    confirmed: true,
  },
  'dan-series-v2-zap': {
    messageId: '166329934448.2786261.3862047806587561874.stgit@dwillia2-xfh.jf.intel.com',
    author: 'Dan Williams',
    date: '2022-09-15',
    subject: '[PATCH v2 06/18] fsdax: Rework dax_layout_busy_page() to dax_zap_mappings()',
    confirmed: true,
  },
  'dan-series-v3': {
    messageId: '166579181584.2236710.17813547487183983273.stgit@dwillia2-xfh.jf.intel.com',
    author: 'Dan Williams',
    date: '2022-10-14',
    subject: '[PATCH v3 00/25] Fix the DAX-gup mistake',
    confirmed: true,
  },
  'dan-series-v3-request': {
    messageId: '166579187573.2236710.10151157417629496558.stgit@dwillia2-xfh.jf.intel.com',
    author: 'Dan Williams',
    date: '2022-10-14',
    subject: '[PATCH v3 10/25] fsdax: Introduce pgmap_request_folios()',
    confirmed: true,
  },
  'alistair-locked-fix': {
    messageId: '20250523043749.1460780-1-apopple@nvidia.com',
    author: 'Alistair Popple',
    date: '2025-05-23',
    subject: `[PATCH] fs/dax: Fix "don't skip locked entries when scanning entries"`,
    confirmed: false,
  },
} as const satisfies Record<string, Message>;

/** A message's name in this repo. */
export type MessageId = keyof typeof table;

export const messages: Readonly<Record<MessageId, Message>> = table;

/** Where a message can be read. */
export function messageUrl({ messageId }: Message): string {
  return `https://lore.kernel.org/r/${messageId}`;
}
