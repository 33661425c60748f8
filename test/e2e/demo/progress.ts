import { styleText } from 'node:util';
import type { Step } from '../../support/n8n/stack';

const styled = process.stdout.isTTY === true && process.env['NO_COLOR'] === undefined;

/** Text for people: with styles in a terminal, plain in a file or pipe. */
export function style(format: Parameters<typeof styleText>[0], text: string): string {
	return styled ? styleText(format, text) : text;
}

/** Milliseconds between two dots that show that a step is still running. */
const heartbeat = 2000;

/** Prints the step that begins, its progress, and how long it took. */
export const step: Step = async (title, work) => {
	process.stdout.write(`  ${title} `);
	const started = Date.now();
	const dots = setInterval(() => process.stdout.write('.'), heartbeat);
	try {
		const result = await work();
		process.stdout.write(
			` ${style('green', 'ok')} (${((Date.now() - started) / 1000).toFixed(1)} s)\n`,
		);
		return result;
	} catch (error) {
		process.stdout.write(` ${style('red', 'FAILED')}\n`);
		throw error;
	} finally {
		clearInterval(dots);
	}
};
