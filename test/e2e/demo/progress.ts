import { styleText } from 'node:util';
import type { Step } from '../../support/n8n/stack';

/** Whether a person watches; a file or a pipe gets plain lines. */
export const isTerminal = process.stdout.isTTY === true;
const styled = isTerminal && process.env['NO_COLOR'] === undefined;

/** Text for people: with styles in a terminal, plain in a file or pipe. */
export function style(format: Parameters<typeof styleText>[0], text: string): string {
	return styled ? styleText(format, text) : text;
}

/** Shows the running step, and then how long it took: with a spinner in a terminal. */
export const step: Step = async (title, work) => {
	const { default: ora } = await import('ora');
	const spinner = ora({ text: title, indent: 2 });
	const started = Date.now();
	const show = (symbol: string, text: string) => {
		if (isTerminal) spinner.stopAndPersist({ symbol, text });
		else print(`  ${symbol} ${text}`);
	};
	if (isTerminal) spinner.start();
	else print(`  ${title} …`);
	try {
		const result = await work();
		const seconds = ((Date.now() - started) / 1000).toFixed(1);
		show(style('green', '✓'), `${title} (${seconds} s)`);
		return result;
	} catch (error) {
		show(style('red', '✗'), title);
		throw error;
	}
};

export function print(line: string): void {
	console.log(line);
}
