import { isDeepStrictEqual } from 'node:util';
import { compareForms } from './compareForms';
import { type Finding, Findings } from './finding';
import { outputsByDefault } from './outputsByDefault';
import type { CredentialFacts, NodeContract, NodeFacts, Snapshot } from './snapshot';

export type { Finding, Kind } from './finding';

/**
 * Returns every change since a release that breaks saved workflows; additions and other texts do
 * not. Each released version of a node is compared with the same version at HEAD: differences in a
 * higher version break nothing.
 */
export function breakingChanges(released: Snapshot, head: Snapshot): Finding[] {
	return [
		...Object.entries(released.nodes).flatMap(([name, node]) =>
			compareNodes(name, node, head.nodes[name]),
		),
		...Object.entries(released.credentials).flatMap(([name, credential]) =>
			compareCredentials(name, credential, head.credentials[name]),
		),
	];
}

const RAISE = 'Raise the node’s version, or keep it.';
const KEEP_VERSION = 'Keep it next to the new one.';

function compareNodes(name: string, node: NodeContract, head: NodeContract | undefined): Finding[] {
	const findings = new Findings(node.displayName, RAISE);
	if (!head) {
		const hide = 'Keep it; "hidden: true" takes it out of the panel.';
		findings.add('nodeRemoved', `the node (${name}) was removed or renamed`, hide);
		return findings.all;
	}
	if (head.defaultVersion < node.defaultVersion) {
		const change = `its default version was ${node.defaultVersion} and is ${head.defaultVersion}`;
		findings.add('defaultVersionLowered', change, 'A version only goes up.');
	}
	const found = Object.entries(node.versions).flatMap(([version, facts]) => {
		const now = head.versions[version];
		if (now) return compareVersions(`${node.displayName}, version ${version}`, facts, now);
		findings.add('versionRemoved', `its version ${version} was removed`, KEEP_VERSION);
		return [];
	});
	return [...findings.all, ...found];
}

function compareVersions(subject: string, released: NodeFacts, head: NodeFacts): Finding[] {
	const findings = new Findings(subject, RAISE);
	if (!isDeepStrictEqual(released.inputs, head.inputs)) {
		findings.add('inputsChanged', `its inputs were ${list(released.inputs)}, ${now(head.inputs)}`);
	}
	const outputs = typeof released.outputs === 'string' ? head.outputs : outputsByDefault(head);
	if (!isDeepStrictEqual(released.outputs, outputs)) {
		const change = `its outputs were ${list(released.outputs)}, ${now(outputs)}`;
		findings.add('outputsChanged', change);
	}
	if (released.usableAsTool && !head.usableAsTool) {
		findings.add('toolRemoved', 'it is no longer a tool for agents');
	}
	compareWebhooks(released, head, findings);
	compareUseOfCredentials(released, head, findings);
	compareForms(released.properties, head.properties, findings);
	return findings.all;
}

const list = (value: unknown) => JSON.stringify(value);
const now = (value: unknown) => `and are ${list(value)}`;

function compareWebhooks(released: NodeFacts, head: NodeFacts, findings: Findings): void {
	for (const webhook of released.webhooks ?? []) {
		const same = head.webhooks?.find(({ name }) => name === webhook.name);
		if (!isDeepStrictEqual(webhook, same)) {
			const change = `the webhook "${webhook.name}" was ${list(webhook)} and is ${list(same ?? null)}`;
			findings.add('webhookChanged', change);
		}
	}
}

function compareUseOfCredentials(released: NodeFacts, head: NodeFacts, findings: Findings): void {
	const [before, after] = [released.credentials ?? [], head.credentials ?? []];
	for (const credential of before) {
		const same = after.find(({ name }) => name === credential.name);
		if (!same) {
			findings.add('credentialChanged', `it no longer takes the credential ${credential.name}`);
			continue;
		}
		if (same.required === true && credential.required !== true) {
			findings.add('credentialChanged', `the credential ${credential.name} became required`);
		}
		if (!isDeepStrictEqual(credential.displayOptions, same.displayOptions)) {
			const change = `the credential ${credential.name} is asked for in other cases`;
			findings.add('credentialChanged', change);
		}
	}
	for (const { name, required } of after) {
		if (required === true && !before.some((one) => one.name === name)) {
			findings.add('credentialChanged', `the credential ${name} is new and required`);
		}
	}
}

function compareCredentials(
	name: string,
	released: CredentialFacts,
	head: CredentialFacts | undefined,
): Finding[] {
	const findings = new Findings(
		`Credential ${released.displayName}`,
		'Credentials have no versions: keep it, or make another credential type next to this one.',
	);
	if (!head) {
		findings.add('credentialTypeRemoved', `the type ${name} was removed or renamed`);
		return findings.all;
	}
	if (!isDeepStrictEqual(released.extends, head.extends)) {
		findings.add('credentialTypeRemoved', `the type ${name} extends another one`);
	}
	compareForms(released.properties, head.properties, findings);
	return findings.all;
}
