import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { launchChromium } from './chromium.ts';
import { csvRows } from './csv-rows.ts';
import { buildDashboard, type Product, startProduct } from './product.ts';

let product: Product;
let browser: Browser;
const pictures = mkdtempSync(join(tmpdir(), 'hindsight-pictures-'));

beforeAll(async () => {
  await buildDashboard();
  [product, browser] = await Promise.all([startProduct(), launchChromium()]);
}, 240_000);

afterAll(async () => {
  await browser?.close();
  await product?.stop();
  process.stderr.write(`pictures of the pages: ${pictures}\n`);
});

const board = 'table.board';
const desktop = { width: 1400, height: 900 };
const phone = { width: 390, height: 844 };

/** Runs `look` on a page of its own; fails when the page complains. */
async function onPage(
  path: string,
  look: (page: Page) => Promise<void>,
  options: BrowserContextOptions = {},
): Promise<void> {
  const context = await browser.newContext({ viewport: desktop, acceptDownloads: true, ...options });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error' && !message.text().includes('Failed to load resource')) {
      complaints.push(message.text());
    }
  });
  await page.goto(`${product.url}${path}`);
  await look(page);
  await context.close();
  expect(complaints).toEqual([]);
}

async function axeViolations(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).options({ resultTypes: ['violations'] }).analyze();
  return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html.slice(0, 160)}`));
}

/** The board as read off the screen: code → pairs and interval. */
async function evidenceOnScreen(page: Page): Promise<Map<string, { hires: string; pairs: string }>> {
  const rows = await page.locator(`${board} tr.board-row`).evaluateAll((elements) =>
    elements.map((row) => ({
      code: row.querySelector('.board-code')?.textContent ?? '',
      hires: row.querySelector('.board-hires')?.firstChild?.textContent ?? '',
      pairs: (row.querySelector('.board-estimate')?.textContent ?? '').replaceAll('\u00a0', ' '),
    })),
  );
  return new Map(rows.map(({ code, hires, pairs }) => [code, { hires, pairs }]));
}

describe('[chromium] the questions page', () => {
  test('[chromium] opens on the board and draws it without the chart library', async () => {
    const scripts: string[] = [];
    await onPage('/', async (page) => {
      page.on('request', (request) => scripts.push(request.url()));
      await page.reload();
      await page.waitForSelector(board);
      await page.waitForLoadState('networkidle');
      expect(new URL(page.url()).pathname).toBe('/questions');
      expect(await page.locator('h1').count()).toBe(1);
      expect(await page.getByText('Simulated data').isVisible()).toBe(true);
      expect(await page.getByText('Data to 31 Oct 2026').first().isVisible()).toBe(true);
      expect(await page.locator(`${board} tr.board-row svg`).count()).toBeGreaterThan(15);
    });
    expect(scripts.filter((url) => /step-curves|recharts/.test(url))).toEqual([]);
    expect(scripts.filter((url) => /board-table|client-picker|filter-sheet/.test(url))).toEqual([]);
  });

  test('[chromium] shows an interval and a number of hires in every row that has an estimate', async () => {
    await onPage('/questions', async (page) => {
      await page.waitForSelector(board);
      for (const [code, { hires, pairs }] of await evidenceOnScreen(page)) {
        expect(`${code} ${pairs}`).toMatch(/ (\d+ \(\d+ to \d+\)|\d+ of \d+ (hires?|results?) needed)$/);
        expect(hires).toMatch(/^[\d,]+$/);
      }
      expect(await page.getByText('uncorrected').count()).toBeGreaterThan(1);
    });
  });

  test('[chromium] filters by the address, carries the filter to a question and back, and lets go of it', async () => {
    await onPage('/questions', async (page) => {
      await page.waitForSelector(board);
      const before = await page.locator('.figure-foot').innerText();
      await page.getByRole('button', { name: /^Seniority/ }).click();
      await page.getByRole('checkbox').first().check();
      await page.keyboard.press('Escape');
      await page.waitForURL(/seniority=/);
      await page.waitForFunction(
        (text) => document.querySelector('.figure-foot')?.textContent !== text,
        before,
      );
      const chip = page.getByRole('button', { name: /^Remove filter/ });
      await page.locator(`${board} a.board-link`).first().click();
      await page.waitForSelector('article.question');
      expect(page.url()).toMatch(/questions\/.+seniority=/);
      await chip.click();
      await page.waitForFunction(() => !window.location.search.includes('seniority'));
      expect(await chip.count()).toBe(0);
    });
  });

  test('[chromium] falls back from what it cannot read in the address, and says so', async () => {
    await onPage('/questions?from=2024-13&outcome=hired&role=chef&colour=red', async (page) => {
      await page.waitForSelector(board);
      const notice = page.locator('.notice');
      await notice.getByText('2024-13').waitFor();
      expect(await notice.locator('li').count()).toBe(4);
      await page.getByRole('button', { name: 'Clean the address' }).click();
      await page.waitForFunction(() => window.location.search === '');
    });
  });

  test('[chromium] downloads as CSV what stands on the screen', async () => {
    await onPage('/questions', async (page) => {
      await page.waitForSelector(board);
      const onScreen = await evidenceOnScreen(page);
      const [download] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('link', { name: 'CSV' }).click(),
      ]);
      const rows = csvRows(readFileSync(await download.path(), 'utf8'));
      const said = await page.locator('.figure-actions').innerText();
      expect(said.replaceAll('\u00a0', ' ')).toContain(`(${rows.length} rows)`);
      const inFile = new Map(rows.map((row) => [row.code, row]));
      let compared = 0;
      for (const [code, { hires, pairs }] of onScreen) {
        const row = inFile.get(code);
        expect(row?.hires).toBe(hires.replace(',', ''));
        const numbers = /^(\d+) \((\d+) to (\d+)\)$/.exec(pairs);
        if (!numbers) {
          expect(row?.pairs).toBe('');
          continue;
        }
        const whole = [row?.pairs, row?.pairs_low, row?.pairs_high].map((text) =>
          (100 * Number(text)).toFixed(0),
        );
        expect(whole).toEqual(numbers.slice(1));
        compared += 1;
      }
      expect(compared).toBeGreaterThan(15);
    });
  });

  test('[chromium] is the same after a reload of its address', async () => {
    const path = '/questions?view=analyst&sort=-hires&group=none&from=2023-Q1';
    await onPage(path, async (page) => {
      await page.waitForSelector(board);
      await page.locator('.chip').waitFor();
      const before = await page.locator('main').innerText();
      expect(before).toContain('Observed r');
      expect(await page.locator('th[aria-sort="ascending"]').innerText()).toContain('Hires');
      await page.reload();
      await page.waitForSelector(board);
      await page.locator('.chip').waitFor();
      expect(await page.locator('main').innerText()).toBe(before);
      expect(page.url()).toBe(`${product.url}${path}`);
    });
  });

  test('[chromium] hides every estimate where there are too few hires', async () => {
    const options = (await (await fetch(`${product.url}/trpc/cohort.options`)).json()) as {
      result: { data: { quarters: { last: string } } };
    };
    await onPage(`/questions?from=${options.result.data.quarters.last}`, async (page) => {
      await page.waitForSelector(`${board}, .figure h2`);
      await page.waitForSelector('.chip');
      expect(await page.locator('main').innerText()).not.toMatch(/\d+ \(\d+.to.\d+\)/);
      expect(await axeViolations(page)).toEqual([]);
    });
  });

  test('[chromium] says what failed, keeps the page alive, and tries again', async () => {
    await onPage('/questions?board=method', async (page) => {
      await page.waitForSelector('.method');
      let refuse = true;
      await page.route('**/trpc/validity.board**', (route) => (refuse ? route.abort() : route.continue()));
      await page.reload();
      await page.getByText('This figure could not be made').waitFor();
      expect(await page.getByText('Data to 31 Oct 2026').first().isVisible()).toBe(true);
      expect(await axeViolations(page)).toEqual([]);
      refuse = false;
      await page.getByRole('button', { name: 'Try again' }).click();
      await page.waitForSelector('.method');
    });
  });
});

test('[chromium] a chart that does not load takes no other figure with it', async () => {
  const context = await browser.newContext({ viewport: desktop });
  const page = await context.newPage();
  await page.route('**/step-curves-*.js', (route) => route.abort());
  await page.goto(`${product.url}/questions/PD-regressed`);
  await page.getByText('The drawing could not be loaded').first().waitFor();
  expect(await page.locator('.question-figures .figure').count()).toBe(3);
  await page.getByRole('tab', { name: 'Table' }).nth(1).click();
  await page.locator('.plain-table').waitFor();
  await context.close();
});

describe('[chromium] with the keyboard alone', () => {
  test('[chromium] a question is found, opened, and its table read', async () => {
    await onPage('/questions', async (page) => {
      await page.waitForSelector(board);
      const focused = () => page.evaluate(() => document.activeElement?.textContent ?? '');
      await page.keyboard.press('Tab');
      expect(await focused()).toContain('Skip to the page');
      await page.keyboard.press('Enter');
      await page.keyboard.press('j');
      const first = await focused();
      await page.keyboard.press('j');
      expect(await focused()).not.toBe(first);
      await page.keyboard.press('k');
      expect(await focused()).toBe(first);
      while (!(await focused()).startsWith('PD-1')) await page.keyboard.press('j');
      await page.keyboard.press('Enter');
      await page.waitForSelector('article.question');
      expect(await page.locator('h1').innerText()).toContain('Tell me about a model you shipped');

      for (let step = 0; step < 40; step += 1) {
        await page.keyboard.press('Tab');
        if (await page.evaluate(() => document.activeElement?.getAttribute('role') === 'tab')) break;
      }
      await page.keyboard.press('ArrowRight');
      const table = page.locator('.question-figures .figure').first().locator('table');
      await table.waitFor();
      expect(await table.locator('tbody tr').count()).toBeGreaterThan(1);
      expect(await table.locator('thead').innerText()).toMatch(/Score.*Hires.*Value.*Low.*High/s);
      expect(page.url()).toContain('scores=table');

      const wording = await page.locator('h1').innerText();
      await page.keyboard.press('j');
      await page.waitForFunction((text) => document.querySelector('h1')?.innerText !== text, wording);
      expect(page.url()).toContain('scores=table');
    });
  });

  test('[chromium] single keys are off when the reader turns them off', async () => {
    await onPage('/questions', async (page) => {
      await page.waitForSelector(board);
      await page.getByLabel('J and K keys').selectOption('off');
      await page.locator('main').focus();
      await page.keyboard.press('j');
      expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('MAIN');
    });
  });
});

describe('[chromium] every page in light and dark', () => {
  const pages = [
    { name: 'questions', path: '/questions', ready: board, main: true },
    { name: 'question', path: '/questions/PD-regressed', ready: '.recharts-wrapper', main: true },
    {
      name: 'questions-table',
      path: '/questions?board=table&view=analyst',
      ready: '.plain-table',
      main: false,
    },
    {
      name: 'question-method',
      path: '/questions/PD-regressed?scores=method&shipping=table',
      ready: '.plain-table',
    },
  ];
  const looks = pages.flatMap((page) =>
    (['light', 'dark'] as const).flatMap((colorScheme) =>
      [desktop, phone].map((viewport) => ({ ...page, colorScheme, viewport, width: viewport.width })),
    ),
  );
  test.for(looks)(
    '[chromium] $name, $colorScheme, $width px: no accessibility violation, nothing runs off the side',
    async (look) => {
      const { name, path, ready, colorScheme, viewport, main } = look;
      await onPage(
        path,
        async (page) => {
          await page.waitForSelector(ready);
          await page.evaluate(() => document.fonts.ready);
          await page.screenshot({
            path: join(pictures, `${name}-${viewport.width}-${colorScheme}.png`),
            fullPage: true,
          });
          // Tables and methods are the same elements on a phone: checked once per theme.
          if (main || viewport === desktop) expect(await axeViolations(page)).toEqual([]);
          expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(viewport.width);
        },
        { colorScheme, viewport },
      );
    },
  );

  test('[chromium] the chosen theme stays after a reload', async () => {
    await onPage(
      '/questions',
      async (page) => {
        await page.waitForSelector(board);
        const ground = () => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
        const light = await ground();
        await page.getByLabel('Theme').selectOption('dark');
        const dark = await ground();
        expect(dark).not.toBe(light);
        await page.reload();
        await page.waitForSelector(board);
        expect(await ground()).toBe(dark);
      },
      { colorScheme: 'light' },
    );
  });

  test('[chromium] filters stand in one sheet on a phone', async () => {
    await onPage(
      '/questions',
      async (page) => {
        await page.waitForSelector(board);
        await page.getByRole('button', { name: /^Filters/ }).click();
        const sheet = page.getByRole('dialog', { name: 'Which hires' });
        await sheet.waitFor();
        expect(await axeViolations(page)).toEqual([]);
        await sheet.getByLabel('Started from').selectOption({ index: 2 });
        await page.waitForURL(/from=/);
        await sheet.getByRole('button', { name: 'Done' }).click();
        await page.locator('.chip').waitFor();
      },
      { viewport: phone },
    );
  });
});
