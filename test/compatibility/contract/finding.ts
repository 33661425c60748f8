/** The part of a saved workflow that a change breaks. */
export type Kind =
	| 'nodeRemoved'
	| 'versionRemoved'
	| 'defaultVersionLowered'
	| 'inputsChanged'
	| 'outputsChanged'
	| 'webhookChanged'
	| 'toolRemoved'
	| 'credentialChanged'
	| 'credentialTypeRemoved'
	| 'fieldRemoved'
	| 'fieldHidden'
	| 'fieldRequired'
	| 'typeChanged'
	| 'defaultChanged'
	| 'optionRemoved'
	| 'rangeNarrowed'
	| 'expressionRefused'
	| 'fieldChanged';

export interface Finding {
	kind: Kind;
	/** a sentence for the developer: what changed, what it breaks, what to do */
	text: string;
}

const BREAKS: Record<Kind, string> = {
	nodeRemoved: 'workflows saved with it no longer run',
	versionRemoved: 'n8n gives workflows saved with it the code of another version',
	defaultVersionLowered: 'new nodes would be older ones',
	inputsChanged: 'saved connections no longer fit',
	outputsChanged: 'saved connections no longer fit',
	webhookChanged: 'a URL that is registered at the service no longer leads to the workflow',
	toolRemoved: 'agents that use it no longer run',
	credentialChanged: 'saved nodes lose their credential, or lack one',
	credentialTypeRemoved: 'saved credentials and the nodes that use them no longer work',
	fieldRemoved: 'what workflows saved in it is lost',
	fieldHidden: 'what workflows saved in it is ignored there',
	fieldRequired: 'saved workflows that left it empty no longer run',
	typeChanged: 'saved values no longer fit',
	defaultChanged: 'n8n does not save defaults, so saved workflows would silently do something else',
	optionRemoved: 'workflows saved with it break',
	rangeNarrowed: 'saved values may no longer be accepted',
	expressionRefused: 'saved expressions are no longer computed',
	fieldChanged: 'saved values may be read in another way',
};

/** Collects findings, each once. */
export class Findings {
	private readonly byText = new Map<string, Finding>();

	/** @param remedy what to do instead, as one or more sentences */
	constructor(
		private readonly subject: string,
		private readonly remedy: string,
	) {}

	/** @param change what was done, as a part of a sentence with its verb */
	add(kind: Kind, change: string, remedy = this.remedy): void {
		const text = `${this.subject}: ${change}: ${BREAKS[kind]}. ${remedy}`;
		this.byText.set(text, { kind, text });
	}

	get all(): Finding[] {
		return [...this.byText.values()];
	}
}
