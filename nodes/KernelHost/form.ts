import { formOf } from '../shared/operation/describe';
import type { Form } from '../shared/operation/form';
import { resources } from './resources';

/**
 * The form of the KernelHost node. The build replaces this module with its JSON
 * (scripts/bundle.js), so that n8n can show it without loading every operation.
 */
export const form: Form = formOf(resources, 'order');
