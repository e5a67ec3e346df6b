/**
 * Lighthouse in the Chromium of the browser tests: how it judges a page on a phone and on a desktop.
 */
import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import lighthouse, { desktopConfig } from 'lighthouse';
import { launchChromium } from './chromium.ts';

export type Device = 'phone' | 'desktop';
export const devices: Device[] = ['phone', 'desktop'];

export interface Score {
  /** 0 to 100. */
  score: number;
  /** What took points off, one line each. */
  lost: string[];
}

export interface Lighthouse {
  /** Scores by category, such as 'accessibility'. */
  judge(url: string, device: Device, categories: readonly string[]): Promise<Record<string, Score>>;
  close(): Promise<void>;
}

export async function startLighthouse(): Promise<Lighthouse> {
  // Lighthouse wants to know the port before the browser is there to tell it.
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as AddressInfo;
  probe.close();
  await once(probe, 'close');
  const browser = await launchChromium([`--remote-debugging-port=${port}`]);
  return {
    async judge(url, device, categories) {
      const result = await lighthouse(
        url,
        {
          port,
          logLevel: 'error',
          onlyCategories: [...categories],
          disableFullPageScreenshot: true,
        },
        device === 'desktop' ? desktopConfig : undefined,
      );
      if (!result) throw new Error(`Lighthouse said nothing about ${url}`);
      const { lhr } = result;
      if (lhr.runtimeError) throw new Error(`${url}: ${lhr.runtimeError.message}`);
      return Object.fromEntries(
        Object.values(lhr.categories).map(({ id, score, auditRefs }) => {
          const lost = auditRefs.flatMap((reference) => {
            const audit = lhr.audits[reference.id];
            if (!reference.weight || !audit || audit.score === null || audit.score === 1) return [];
            return [`${audit.id}: ${audit.title} ${audit.displayValue ?? ''}`.trim()];
          });
          return [id, { score: Math.round((score ?? 0) * 100), lost }];
        }),
      );
    },
    close: () => browser.close(),
  };
}
