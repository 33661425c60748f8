import type { Resource } from '../../../shared/operation';
import { downloadPdf } from './downloadPdf';
import { getMany } from './getMany';

export const invoice: Resource = {
	displayName: 'Invoice',
	name: 'invoice',
	operations: { downloadPdf, getAll: getMany },
	defaultOperation: 'getAll',
};
