import type { INodeProperties } from 'n8n-workflow';
import { compareField, quoted } from './compareField';
import type { Findings } from './finding';
import { Form, groups } from './form';
import { type Situation, Situations } from './situations';

/**
 * The place of a collection: in which operation's form, in which fields, and with which choices of
 * the whole node.
 */
interface Place {
	where: string;
	path: string[];
	outer: Situation;
}

/**
 * Finds what a workflow saved with the released fields loses at HEAD.
 * @param place of the collection whose fields they are; undefined for the form of a whole node
 */
export function compareForms(
	released: readonly INodeProperties[],
	head: readonly INodeProperties[],
	findings: Findings,
	place?: Place,
): void {
	const [before, now] = [new Form(released), new Form(head)];
	const situations = new Situations(before, now, place?.outer);
	const titles = new Map<Situation, string>();
	const path = place?.path ?? [];
	for (const name of new Set([...before.names, ...now.names])) {
		const lost = new Map<string, { field: INodeProperties; situation: Situation }>();
		const left = new Set<string>();
		for (const situation of situations.of(name)) {
			const outer = place?.outer ?? situation;
			const where = place?.where ?? titles.get(situation) ?? operationOf(before, situation);
			titles.set(situation, where);
			const was = before.shown(name, situation.saved, outer.saved);
			const is = now.shown(name, situation.head, outer.head);
			if (is || (place && now.variants(name).length > 0)) left.add(where);
			if (was && is) {
				compareField(was, is, findings, where + quoted(path, was));
				compareGroups(was, is, findings, { where, path: [...path, was.displayName], outer });
			} else if (was) {
				lost.set(where, { field: was, situation: place ? outer : situation });
			} else if (is && isUnanswered(is)) {
				findings.add('fieldRequired', `${where}${quoted(path, is)} is new and required`);
			}
		}
		for (const [where, { field, situation }] of lost) {
			const label = where + quoted(path, field);
			if (left.has(where)) {
				findings.add('fieldHidden', `${label} is no longer shown with ${choicesOf(situation)}`);
			} else {
				findings.add('fieldRemoved', `${label} was removed or renamed`);
			}
		}
	}
}

function compareGroups(
	was: INodeProperties,
	is: INodeProperties,
	findings: Findings,
	place: Place,
): void {
	// Another kind of collection is one finding that covers everything.
	if (was.type !== is.type) return;
	for (const group of groups(was)) {
		const head = groups(is).find(({ name }) => name === group.name);
		if (head) compareForms(group.values, head.values, findings, place);
		else {
			const label = place.where + quoted(place.path, group);
			findings.add('fieldRemoved', `${label} was removed or renamed`);
		}
	}
}

/** Required, but a saved workflow, which does not know the field, has no value for it. */
function isUnanswered({ required, default: value }: INodeProperties): boolean {
	return required === true && (value === '' || value === undefined || value === null);
}

/** `User: Create, ` in the form of an action node; nothing in a form without operations. */
function operationOf(form: Form, { saved }: Situation): string {
	const words = ['resource', 'operation'].flatMap((name) => {
		const options = form.shown(name, saved)?.options ?? [];
		const chosen = options.find((one) => 'value' in one && one.value === saved[name]);
		return chosen && saved[name] !== undefined ? [chosen.name] : [];
	});
	return words.length > 0 ? `${words.join(': ')}, ` : '';
}

function choicesOf({ saved }: Situation): string {
	const { resource, operation, ...others } = saved;
	const made = Object.keys(others).length > 0 ? others : { resource, operation };
	return Object.entries(made)
		.map(([name, value]) => `${name} ${JSON.stringify(value)}`)
		.join(', ');
}
