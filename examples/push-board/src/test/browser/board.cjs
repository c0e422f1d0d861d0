// Drives the page in a headless Chromium: node board.cjs URL DIRECTORY, with playwright-core in NODE_PATH.
// Fails unless a pushed mail, a change of the network and a new decision come to the page that is open.
'use strict';

const { chromium } = require('playwright-core');

const [url, directory] = process.argv.slice(2);
const patience = { timeout: 90_000 };

async function run() {
    const browser = await chromium.launch({
        executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
        args: ['--no-sandbox'],
    });
    const complaints = [];
    const page = await browser.newPage({ viewport: { width: 1200, height: 900 } });
    page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
    page.on('pageerror', (error) => complaints.push(error.message));
    await page.goto(url);
    await page.waitForFunction(() => document.querySelector('#connection').textContent === 'live', null, patience);
    await page.waitForFunction(() => document.querySelector('[data-account=alice]').dataset.bearer !== '', null, patience);

    const before = await page.evaluate(() => ({
        mails: document.querySelector('[data-account=alice]').textContent,
        bearer: document.querySelector('[data-account=alice]').dataset.bearer,
        decision: document.querySelector('#decisions li span').textContent,
    }));
    await page.waitForFunction((then) => {
        const card = document.querySelector('[data-account=alice]');
        return card.querySelector('.subject') && !then.includes(card.querySelector('.subject').textContent);
    }, before.mails, patience);
    console.log('a mail is pushed to the page');
    await page.waitForFunction((then) => {
        const bearer = document.querySelector('[data-account=alice]').dataset.bearer;
        return bearer !== '' && bearer !== then;
    }, before.bearer, patience);
    console.log('the mailbox is by another network');
    await page.waitForFunction((then) => document.querySelector('#decisions li span').textContent !== then,
        before.decision, patience);
    console.log('the policy server has decided');

    await page.screenshot({ path: `${directory}/board-desktop.png`, fullPage: true });
    await page.setViewportSize({ width: 390, height: 844 });
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    const tallest = await page.evaluate(() => Math.max(...[...document.querySelectorAll('li')].map((each) => each.offsetHeight)));
    await page.screenshot({ path: `${directory}/board-phone.png`, fullPage: true });
    await page.emulateMedia({ colorScheme: 'dark' });
    await page.screenshot({ path: `${directory}/board-phone-dark.png`, fullPage: true });
    await browser.close();
    if (overflow > 0) {
        throw new Error(`on a phone the page is ${overflow} pixels too wide`);
    }
    if (tallest > 200) {
        throw new Error(`on a phone a line is ${tallest} pixels tall: its text has no room`);
    }
    if (complaints.length > 0) {
        throw new Error(`the page complains: ${complaints.join('; ')}`);
    }
}

run().catch((failure) => {
    console.error(failure);
    process.exit(1);
});
