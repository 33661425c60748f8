import type { IConnections, INode } from 'n8n-workflow';

export interface Owner {
	email: string;
	password: string;
}

/** A workflow as the editor exports it. */
export interface WorkflowFile {
	name: string;
	nodes: INode[];
	connections: IConnections;
	settings?: Record<string, unknown>;
}

export interface ExecutionSummary {
	id: string;
	status: string;
	mode: string;
	startedAt: string;
	stoppedAt: string | null;
	/** When a waiting one continues; far in the future if a sub-workflow decides it. */
	waitTill?: string | null;
	workflowId: string;
}

export interface LoadedType {
	/** Of a node with its package: `n8n-nodes-base.noOp`. */
	name: string;
	/** The version of the package that a community node comes from. */
	communityNodePackageVersion?: string;
}

/** The result of the last publication. */
export interface PublicationStatus {
	status: 'in_progress' | 'not_published' | 'published' | 'partial' | 'failed';
	/** What the editor shows of each trigger. */
	triggers: Array<{ nodeId: string; status: string; errorMessage: string | null }>;
}

/** A credential as n8n's editor gets and saves it. */
export interface CredentialInEditor {
	id: string;
	name: string;
	type: string;
	data: Record<string, string>;
}
