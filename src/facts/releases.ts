/** When the releases came out that commits of src/facts/subjects/ are first in. ISO dates. */
export const releases: Readonly<Record<string, string>> = {
  'v4.5': '2016-03-13',
  'v4.18': '2018-08-12',
  'v5.18-rc1': '2022-04-03',
  'v5.19': '2022-07-31',
  'v6.0-rc1': '2022-08-14',
  'v6.5-rc1': '2023-07-09',
  'v6.7-rc1': '2023-11-12',
  'v6.8-rc1': '2024-01-21',
  'v6.15-rc1': '2025-04-06',
  'v6.15-rc3': '2025-04-20',
  'v6.16-rc1': '2025-06-08',
  'v6.16-rc4': '2025-06-29',
  'v6.17-rc1': '2025-08-10',
  'v6.17-rc6': '2025-09-14',
  'v6.18-rc1': '2025-10-12',
};
