import type { Settings } from '../../../sandbox/shared/settings';
import { commonFindings, credentialsFor, runSubject } from '../runSubject';
import type { Job, Shown } from '../job';
import type { Stage } from '../stage';
import type { Subject } from '../subject';
import { SUBJECTS } from '../subjects';
import { counted, errorsOf, underReference } from './keyed';

const COMPARED: Array<Settings['idempotency']['compares']> = ['body', 'bodyAndPath'];

/** One action on a service; all of them have the same reference. */
interface Step {
	action: 'reboot' | 'suspend' | 'reinstall';
	serviceId: string;
}

const STEPS: Array<[name: string, steps: Step[]]> = [
	[
		'two services rebooted',
		[
			{ action: 'reboot', serviceId: '5001' },
			{ action: 'reboot', serviceId: '5002' },
		],
	],
	[
		'one service rebooted and suspended',
		[
			{ action: 'reboot', serviceId: '5001' },
			{ action: 'suspend', serviceId: '5001' },
		],
	],
	[
		'three services reinstalled',
		[
			{ action: 'reinstall', serviceId: '5001' },
			{ action: 'reinstall', serviceId: '5002' },
			{ action: 'reinstall', serviceId: '5003' },
		],
	],
];

/**
 * A reference says what something is for. Another action, or the same action on another service, is
 * not a repetition.
 */
export function sharedReferenceJobs(): Job[] {
	return STEPS.flatMap(([name, steps]) =>
		COMPARED.flatMap((compares) =>
			['ticket-7', 'ticket 7/é'].map((reference) => ({
				row: 'one reference, several actions',
				title: `shared reference “${reference}”: ${name}, ${compares}`,
				run: async (stage: Stage) => await runShared(stage, { steps, compares, reference }),
			})),
		),
	);
}

async function runShared(
	stage: Stage,
	{
		steps,
		compares,
		reference,
	}: { steps: Step[]; compares: (typeof COMPARED)[number]; reference: string },
): Promise<Shown> {
	await stage.clear();
	stage.state.update('idempotency', { compares });
	const results = [];
	// Twice: the second time repeats all of them, and does nothing.
	for (const step of [...steps, ...steps]) {
		const subject = subjectOf(step);
		const credentials = await credentialsFor(stage, subject);
		const parameters = underReference(subject, reference);
		results.push(await runSubject(subject, { items: [{ ...step }], credentials, parameters }));
	}
	const done = stage.state.kernelhost.actions.map(
		({ action, service_id: of }) => `${action} ${of}`,
	);
	const asked = steps.map(({ action, serviceId }) => `${action} ${serviceId}`);
	const missing = asked.filter((step) => !done.includes(step));
	const failed = errorsOf(results);
	const others = results.flatMap(({ items }, index) => {
		const step = steps[index % steps.length];
		return items.filter(
			({ json }) => String(json.service_id) !== step?.serviceId || json.action !== step.action,
		);
	});
	return {
		asked: asked.length,
		placed: asked.length - missing.length,
		findings: [
			...counted([
				['duplicate', done.length - new Set(done).size, `done: ${done.join(', ')}`],
				['wrongReplay', others.length, `items that show another action; done: ${done.join(', ')}`],
				['lost', failed.length, `failed: ${failed.join('; ')}`],
			]),
			...commonFindings(stage, results),
		],
	};
}

function subjectOf({ action }: Step): Subject {
	const wanted = `service.${action}`;
	const subject = SUBJECTS.find(({ node, operation }) => {
		return node === 'kernelHost' && operation === wanted;
	});
	if (!subject) throw new Error(`test/chaos/subjects has no ${wanted}`);
	return subject;
}
