import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { CredentialStore } from '../support/engine/credentialStore';
import { type NodeResult, runNode } from '../support/engine';
import { leaked, overLimit, tooManyLogins } from './sideEffects';
import { withClock } from './clock/wallClock';
import type { Job, Shown } from './job';
import { evaluate, type Observation, placed } from './oracle';
import { arrivals, logins, madeIn, outcomeOf, type Outcome } from './observed';
import { type Plan, titleOf } from './plan';
import { serviceOf } from './subject';
import type { Stage } from './stage';
import { credentialsAt, tighten } from './stageLimits';

/** A plan as a run of the suite. */
export function jobOf(plan: Plan): Job {
	const [first] = plan.faults;
	return {
		row: plan.shape === 'random' ? 'random sequences' : (first?.fault.name ?? ''),
		title: titleOf(plan),
		run: async (stage, name) => {
			const run = async (cancel?: AbortSignal) => await runPlan(stage, plan, name, cancel);
			const bounded = async () => await within(boundOf(plan), run);
			const moves = plan.faults.some(({ fault }) => fault.movesClock);
			return await (moves ? withClock(stage.clock, bounded) : bounded());
		},
	};
}

/** The timeout of a plan: the sum of its faults' timeouts. Undefined if none has one. */
function boundOf({ faults }: Plan): number | undefined {
	const bounds = faults.flatMap(({ fault: { endsWithinMs } }) => endsWithinMs ?? []);
	return bounds.length === 0 ? undefined : bounds.reduce((sum, one) => sum + one, 0);
}

/** A run that takes longer is cancelled, as by "Stop" in the editor, and counts as hanging. */
async function within(
	milliseconds: number | undefined,
	run: (cancel?: AbortSignal) => Promise<Shown>,
): Promise<Shown> {
	if (milliseconds === undefined) return await run();
	const canceller = new AbortController();
	let timer: NodeJS.Timeout | undefined;
	const late = new Promise<Shown>((resolve) => {
		timer = setTimeout(() => {
			canceller.abort();
			const what = `did not end in ${milliseconds / 1000} s`;
			resolve({ asked: 0, placed: 0, findings: [{ kind: 'hung', count: 1, what }] });
		}, milliseconds);
	});
	const running = run(canceller.signal);
	// What it meets after that, on a closed stage, does not matter.
	running.catch(() => undefined);
	return await Promise.race([running, late]).finally(() => clearTimeout(timer));
}

/** Runs one plan on a cleared stage. */
async function runPlan(
	stage: Stage,
	plan: Plan,
	name: string,
	cancel: AbortSignal | undefined,
): Promise<Shown> {
	await stage.clear();
	for (const { fault } of plan.faults) {
		if (fault.address) await stage.moveTo(await fault.address(stage));
	}
	if (plan.isTight) tighten(stage);
	const { subject, compares } = plan;
	if (compares !== undefined) stage.state.update('idempotency', { compares });
	const made = await subject.prepare?.(stage.sandbox, plan.items);
	const items = Array.from({ length: plan.items }, (_, item): IDataObject => {
		return { ref: `${name}.${item}`, ...made?.[item] };
	});
	const references = items.map(subject.identity ?? (({ ref }) => String(ref)));
	const store = await CredentialStore.of(credentialsAt(stage, plan));
	const isWarm = subject.kind === 'session' || plan.faults.some(({ fault }) => fault.warm);
	const hasSessions = subject.node === 'killB';
	if (isWarm && hasSessions && !plan.faults.some(({ fault }) => fault.credential)) {
		await warmUp(subject.node, store);
	}
	const before = madeIn(stage, subject);

	await beginFaults(stage, plan);
	const { visits } = stage.front;
	const result = await execute(plan, items, store, cancel);
	const first = outcomeOf(result);
	const afterFirst = madeIn(stage, subject);
	const seen = { arrivals: arrivals(stage, subject), logins: logins(stage) };
	const came = stage.front.visits - visits;
	await endFaults(stage, plan);

	const repeated = await repeat(plan, items, store, result, { stage, cancel });
	const again = repeated && { outcome: repeated, made: madeIn(stage, subject) };
	const run: Observation = {
		plan,
		references,
		before,
		first,
		afterFirst,
		arrivals: seen.arrivals,
		visits: came,
		...(again ? { again } : {}),
	};
	const isOrder = subject.kind === 'keyed' && !plan.faults.some(({ fault }) => fault.isRemembered);
	return {
		asked: isOrder ? plan.items : 0,
		placed: isOrder ? placed(run) : 0,
		findings: [
			...evaluate(run),
			...overLimit(stage),
			...leaked(stage, [first, ...(repeated ? [repeated] : [])]),
			...tooManyLogins(plan, seen.logins),
		],
	};
}

async function execute(
	{ subject, mode, continueOnFail, retries }: Plan,
	items: IDataObject[],
	credentials: CredentialStore,
	cancel?: AbortSignal,
): Promise<NodeResult> {
	const [resource = '', operation = ''] = subject.operation.split('.');
	const parameters: INodeParameters = { resource, operation, ...subject.parameters };
	for (const chooser of ['idempotencyMode', 'externalIdMode']) {
		if (mode === 'automatic' && chooser in parameters) parameters[chooser] = 'automatic';
	}
	return await runNode({
		type: subject.node,
		parameters,
		items,
		credentials,
		...(subject.files ? { files: subject.files } : {}),
		...(cancel ? { cancel } : {}),
		node: {
			...(continueOnFail ? { onError: 'continueRegularOutput' as const } : {}),
			...(retries ? { retryOnFail: true, maxTries: 5, waitBetweenTries: 500 } : {}),
		},
	});
}

/** Logs the node in, so that there is a session that can end. */
async function warmUp(type: Plan['subject']['node'], credentials: CredentialStore): Promise<void> {
	const parameters = { resource: 'auth', operation: 'getCurrentUser' };
	const { error } = await runNode({ type, parameters, credentials });
	if (error) throw error;
}

async function beginFaults(stage: Stage, { faults, subject }: Plan): Promise<void> {
	stage.state.journal.clear();
	stage.front.break?.();
	for (const { fault, after } of faults) {
		await fault.begin?.(stage);
		if (fault.at === undefined) continue;
		const service = serviceOf(subject);
		stage.state.faults.add([{ service, ...subject.route, ...fault.at(stage), after }]);
	}
}

async function endFaults(stage: Stage, { faults }: Plan): Promise<void> {
	stage.state.faults.clear();
	stage.front.repair?.();
	for (const { fault } of faults) await fault.end?.(stage);
}

/**
 * Runs the same input once more, as an operator or Retry On Fail would: by reference in any
 * execution, with automatic keys in a retry of the failed one. A write without a key is not run
 * twice.
 */
async function repeat(
	plan: Plan,
	items: IDataObject[],
	store: CredentialStore,
	failed: NodeResult,
	{ stage, cancel }: { stage: Stage; cancel: AbortSignal | undefined },
): Promise<Outcome | undefined> {
	const { subject, mode, faults } = plan;
	if (subject.kind !== 'keyed' || faults.some(({ fault }) => fault.isRemembered)) return undefined;
	if (faults.some(({ fault }) => fault.credential)) {
		for (const [type, data] of Object.entries(credentialsAt(stage, { ...plan, faults: [] }))) {
			await store.edit(type, data);
		}
	}
	if (mode === 'reference') return outcomeOf(await execute(plan, items, store, cancel));
	return failed.error ? outcomeOf(await failed.retry()) : undefined;
}
