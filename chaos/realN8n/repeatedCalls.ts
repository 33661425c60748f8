import type { IDataObject } from 'n8n-workflow';
import type { SandboxProcess } from '../../e2e/sandboxProcess';
import type { FaultRequest } from '../../sandbox/faults';
import { answerIn, compared } from './answers';
import { misbehaved, orderReferences, type RealRun, renew } from './realRun';

/** Calls a tool with each input, one after the other, and gives what the caller read each time. */
export type CallTool = (tool: string, inputs: IDataObject[]) => Promise<string[]>;

/** The server that all these calls order. */
const INPUT = { product: '42' };
const ASKED = { product_id: 42 };

/** The service carries the request out, and answers 500 in place of its answer. */
export const CARRIED_OUT: Omit<FaultRequest, 'service'> = {
	...{ method: 'POST', kind: 'status', status: 500, carriedOut: true },
};

/** Two calls with the same input, both answered: two orders. */
export async function answeredTwice(
	sandbox: SandboxProcess,
	call: CallTool,
	tool: string,
): Promise<RealRun> {
	await renew(sandbox);
	const texts = await call(tool, [INPUT, INPUT]);
	return compared(answersIn(texts), await orders(sandbox), 2);
}

/** A tool with Retry On Fail whose first try was carried out: one order, which the caller reads. */
export async function retriedByN8n(
	sandbox: SandboxProcess,
	call: CallTool,
	tool: string,
): Promise<RealRun> {
	await renew(sandbox);
	await breakOrder(sandbox);
	const answers = answersIn(await call(tool, [INPUT]));
	const run = compared(answers, await orders(sandbox), 1);
	if (!answers[0]?.shown) run.findings.push(misbehaved('the caller reads no order'));
	return run;
}

/**
 * The caller reads an error of an order that was placed, and calls again with the same input: that is the same order. Once it
 * was answered, a call with this input is another order.
 * @param shown the error as the editor shows it, for where n8n gives nothing of it to the caller
 */
export async function calledAgain(
	sandbox: SandboxProcess,
	call: CallTool,
	tool: string,
	shown: () => Promise<string | undefined> = async () => undefined,
): Promise<RealRun> {
	await renew(sandbox);
	await breakOrder(sandbox);
	const [error = '', ...texts] = await call(tool, [INPUT, INPUT, INPUT]);
	const answers = answersIn(texts);
	const run = compared(answers, await orders(sandbox), 2);
	if (answerIn(error, ASKED).shown) run.findings.push(misbehaved('the first call did not fail'));
	const told = error === '' ? ((await shown()) ?? '') : error;
	if (!saysUnknown(told)) {
		run.findings.push({
			kind: 'remedy',
			count: 1,
			what: `the caller reads ${JSON.stringify(told.slice(0, 300))}`,
		});
	}
	if (answers.some(({ shown }) => !shown)) {
		run.findings.push(misbehaved('a call that met no fault was not answered'));
	}
	return run;
}

/** Whether an error says that the outcome is unknown, and what calling again does. */
export function saysUnknown(text: string): boolean {
	return /unknown|not known/i.test(text) && /again/i.test(text);
}

function answersIn(texts: string[]) {
	return texts.map((text) => answerIn(text, ASKED));
}

async function orders(sandbox: SandboxProcess): Promise<number> {
	return (await orderReferences(sandbox)).length;
}

async function breakOrder(sandbox: SandboxProcess): Promise<void> {
	const fault = { ...CARRIED_OUT, service: 'kernelhost', path: '/v1/orders' };
	await sandbox.control('POST', '/faults', { faults: [fault] });
}
