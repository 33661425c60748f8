import { spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';

export interface RunningProcess {
	pid: number;
	logFile: string;
	/** Resolves with the exit code, or with the name of the signal that ended it. */
	exited: Promise<number | string>;
	/** The code or signal, once it has ended. */
	ended: () => number | string | undefined;
	/** Terminates it, and kills it and all its children after `patience` milliseconds. */
	stop: (patience?: number) => Promise<void>;
	/** Stops it and all its children in the middle of their work, until `resume`. */
	pause: () => void;
	resume: () => void;
	/** Kills it and all its children immediately, as a crash would, without any cleanup. */
	kill: () => Promise<void>;
}

interface ProcessOptions {
	command: string;
	args: string[];
	env: NodeJS.ProcessEnv;
	cwd: string;
	/** Gets both output streams. */
	logFile: string;
}

const running = new Set<number>();

// The last resort if this process ends without having stopped its children: "exit" handlers must be
// synchronous.
process.on('exit', () => running.forEach((pid) => signalGroup(pid, 'SIGKILL')));

/**
 * Starts a process in its own group: Ctrl-C in the terminal then reaches this process only, which
 * stops the others in order, and a process can be ended together with its children.
 */
export function startProcess({ command, args, env, cwd, logFile }: ProcessOptions): RunningProcess {
	const log = openSync(logFile, 'a');
	const child = spawn(command, args, { env, cwd, stdio: ['ignore', log, log], detached: true });
	closeSync(log);
	const pid = child.pid;
	if (pid === undefined) throw new Error(`${command} can't be started.`);
	running.add(pid);
	let result: number | string | undefined;
	const exited = new Promise<number | string>((resolve) => {
		child.once('exit', (code, signal) => {
			running.delete(pid);
			resolve((result = code ?? signal ?? 'unknown'));
		});
	});
	const stop = async (patience = 15_000): Promise<void> => {
		if (result !== undefined) return;
		child.kill('SIGTERM');
		const timer = setTimeout(() => signalGroup(pid, 'SIGKILL'), patience);
		await exited;
		clearTimeout(timer);
		// A helper process may outlive its parent for a moment, or permanently if the parent was
		// killed.
		signalGroup(pid, 'SIGKILL');
	};
	const kill = async (): Promise<void> => {
		signalGroup(pid, 'SIGKILL');
		await exited;
	};
	const pause = () => signalTree(pid, 'SIGSTOP');
	const resume = () => signalTree(pid, 'SIGCONT');
	return { pid, logFile, exited, ended: () => result, stop, kill, pause, resume };
}

/** The last lines of a process's log, for an error message. */
export function tailOf(logFile: string, lines = 25): string {
	return readFileSync(logFile, 'utf8').trimEnd().split('\n').slice(-lines).join('\n');
}

function signalGroup(pid: number, signal: NodeJS.Signals): void {
	try {
		process.kill(-pid, signal);
	} catch {
		// No process of the group is left.
	}
}

/** Also those that moved to their own group, as PostgreSQL's processes do. Linux only. */
function signalTree(pid: number, signal: NodeJS.Signals): void {
	const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim();
	process.kill(pid, signal);
	for (const child of children.split(' ').filter(Boolean)) signalTree(Number(child), signal);
}
