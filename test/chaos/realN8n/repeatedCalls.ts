import type { IDataObject } from 'n8n-workflow';
import type { SandboxProcess } from '../../support/n8n/sandboxProcess';
import type { Records } from '../../../sandbox';
import type { FaultRequest } from '../../../sandbox/shared/faults';
import { answerIn, compared } from './answers';
import { misbehaved, type RealRun, renew } from './realRun';
import type { Write } from './writes';

/** The caller of the tools: a client over MCP, or an agent's model. */
export interface Caller {
	/**
	 * Calls a tool with each input, one after the other.
	 * @returns what the caller read each time
	 */
	call: (tool: string, inputs: IDataObject[]) => Promise<string[]>;
	/**
	 * The last error of a tool as the editor shows it, for cases in which n8n does not pass it to the
	 * caller.
	 */
	errorOf?: (tool: string) => Promise<string | undefined>;
}

/** Two calls with the same input, both answered: two writes. */
export async function answeredTwice(
	sandbox: SandboxProcess,
	{ call }: Caller,
	tool: string,
	write: Write,
): Promise<RealRun> {
	await renew(sandbox);
	const texts = await call(tool, [write.input, write.input]);
	return compared(answersIn(texts, write), await carriedOut(sandbox, write), 2);
}

/**
 * A tool with Retry On Fail whose first attempt was executed: one write, and the caller reads its
 * answer.
 */
export async function retriedByN8n(
	sandbox: SandboxProcess,
	{ call }: Caller,
	tool: string,
	write: Write,
): Promise<RealRun> {
	await renew(sandbox);
	await loseAnswer(sandbox, write);
	const answers = answersIn(await call(tool, [write.input]), write);
	const run = compared(answers, await carriedOut(sandbox, write), 1);
	run.findings.push(...(await unmet(sandbox)));
	if (!answers[0]?.shown) run.findings.push(misbehaved('the caller reads an error'));
	return run;
}

/**
 * The caller reads an error of a write that was executed, and calls again with the same input: that
 * is the same write. After it was answered, one more call with this input is another write.
 */
export async function calledAgain(
	sandbox: SandboxProcess,
	{ call, errorOf }: Caller,
	tool: string,
	write: Write,
): Promise<RealRun> {
	await renew(sandbox);
	await loseAnswer(sandbox, write);
	const { input } = write;
	const [first = '', ...texts] = await call(tool, [input, input, input]);
	const answers = answersIn(texts, write);
	const run = compared(answers, await carriedOut(sandbox, write), 2);
	run.findings.push(...(await unmet(sandbox)));
	const error = first === '' ? ((await errorOf?.(tool)) ?? '') : first;
	if (!saysUnknown(error)) {
		const what = `the caller reads ${JSON.stringify(error.slice(0, 300))}`;
		run.findings.push({ kind: 'remedy', count: 1, what });
	}
	if (answers.some(({ shown }) => !shown)) {
		run.findings.push(misbehaved('the caller reads an error of a call that met no fault'));
	}
	return run;
}

/**
 * A write without a key was executed and answered with an error. Neither n8n's Retry On Fail nor a
 * caller that calls again may execute it a second time.
 * @param calls how often the caller calls
 */
export async function repeatedWithoutKey(
	sandbox: SandboxProcess,
	{ call }: Caller,
	tool: string,
	write: Write,
	calls: number,
): Promise<RealRun> {
	await renew(sandbox);
	await loseAnswer(sandbox, write);
	await call(
		tool,
		Array.from({ length: calls }, () => write.input),
	);
	const there = await carriedOut(sandbox, write);
	const findings = await unmet(sandbox);
	if (there > 1) {
		findings.push({ kind: 'unkeyedRepeat', count: there - 1, what: `carried out ${there} times` });
	}
	if (there === 0) findings.push(misbehaved('nothing was carried out'));
	return { asked: 0, placed: 0, findings };
}

/** Whether an error says that the outcome is unknown, and what calling again does. */
function saysUnknown(error: string): boolean {
	return /unknown|not known/i.test(error) && /again/i.test(error);
}

function answersIn(texts: string[], { asked }: Write) {
	return texts.map((text) => answerIn(text, asked));
}

async function carriedOut(sandbox: SandboxProcess, { there }: Write): Promise<number> {
	return there(await sandbox.control<Records>('GET', '/records'));
}

/** The service executes the next such request, and answers 500 instead of its own answer. */
async function loseAnswer(sandbox: SandboxProcess, { route }: Write): Promise<void> {
	const fault: FaultRequest = { ...route, kind: 'status', status: 500, carriedOut: true };
	await sandbox.control('POST', '/faults', { faults: [fault] });
}

/** A fault that no request met proves nothing. */
async function unmet(sandbox: SandboxProcess) {
	const { faults } = await sandbox.control<{ faults: unknown[] }>('GET', '/faults');
	return faults.length === 0 ? [] : [misbehaved('no request met the fault')];
}
