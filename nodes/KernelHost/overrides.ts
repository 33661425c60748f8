import { vendorOverrides, type VendorOverrides } from '../../core/kernelhost/overrides';
import type { ExecutionContext } from '../shared/operation';

/**
 * What KernelHost does not document, as the credential of the item says, or as this package
 * assumes.
 * @throws Error for Vendor Overrides that are malformed
 */
export async function overridesOf({ credential }: ExecutionContext): Promise<VendorOverrides> {
	return vendorOverrides((await credential('kernelHostApi')).vendorOverrides);
}
