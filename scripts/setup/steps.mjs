import { spawn } from 'node:child_process';

/** A failure that the reader can do something about: its message says what. */
export class SetupError extends Error {}

/** How often a step that takes long says that it is still at work, in milliseconds. */
const heartbeat = 15_000;

export function say(line) {
	process.stderr.write(`setup: ${line}\n`);
}

/**
 * Runs a command to its end, with a line now and then so that minutes of silence don't look like a hang.
 * Resolves to `{code, output}`; output is what it wrote to both streams. Rejects with a SetupError only
 * when the command can't be started at all.
 */
export function run(title, command, args, options) {
	say(`${title} …`);
	const started = Date.now();
	const seconds = () => Math.round((Date.now() - started) / 1000);
	return new Promise((resolve, reject) => {
		// On Windows npm is a .cmd file, which only a shell can start.
		const child = spawn(command, args, { ...options, shell: process.platform === 'win32' });
		let output = '';
		child.stdout.on('data', (chunk) => (output += chunk));
		child.stderr.on('data', (chunk) => (output += chunk));
		const timer = setInterval(() => say(`${title}: still at work after ${seconds()} s`), heartbeat);
		child.on('error', (error) => {
			clearInterval(timer);
			reject(
				new SetupError(`${command} can't be started (${error.code}). Is it installed and in PATH?`),
			);
		});
		child.on('close', (code) => {
			clearInterval(timer);
			if (code === 0) say(`${title}: done in ${seconds()} s`);
			resolve({ code, output });
		});
	});
}

/** The same, for npm: a failure is an error with the end of npm's own words and, if it is one, the network named. */
export async function npm(title, args, options) {
	const { code, output } = await run(title, 'npm', args, options);
	if (code === 0) return;
	const unreachable =
		/E(NOTFOUND|AI_AGAIN|CONNREFUSED|CONNRESET|TIMEDOUT|NETUNREACH)|network request/;
	const reason = unreachable.test(output)
		? "The package registry can't be reached (see `npm config get registry`)."
		: `npm ended with status ${code}.`;
	// npm says what is wrong first, and its usage and further advice after that.
	const words = output.split('\n').filter((line) => line.startsWith('npm error'));
	throw new SetupError(`${title}: ${reason}\n${words.slice(0, 15).join('\n')}`);
}

export function lastLines(text, count) {
	return text.trimEnd().split('\n').slice(-count).join('\n');
}
