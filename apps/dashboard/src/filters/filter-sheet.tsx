import { Dialog } from '@base-ui/react/dialog';
import { useCohortOptions, useView } from '../use-view.ts';
import { CheckList } from './check-list.tsx';
import ClientPicker from './client-picker.tsx';
import { StartedFilter } from './started-filter.tsx';

type Props = { open: boolean; onOpenChange: (open: boolean) => void };

/** All filters in one sheet, on narrow screens. Loaded when first opened. */
export default function FilterSheet({ open, onOpenChange }: Props) {
  const { view, change } = useView();
  const options = useCohortOptions().data;
  return (
    <Dialog.Root open={open} onOpenChange={onOpenChange}>
      <Dialog.Portal>
        <Dialog.Backdrop className="sheet-backdrop" />
        <Dialog.Popup className="sheet">
          <div className="flex items-center justify-between">
            <Dialog.Title>Which hires</Dialog.Title>
            <Dialog.Close className="button button-primary">Done</Dialog.Close>
          </div>
          <div className="mt-4 grid gap-6">
            <StartedFilter />
            {options && options.roleFamilies.length > 0 && (
              <CheckList
                legend="Role"
                items={options.roleFamilies}
                selected={view.roleFamily}
                onChange={(roleFamily) => change({ roleFamily })}
              />
            )}
            {options && options.seniorities.length > 0 && (
              <CheckList
                legend="Seniority"
                items={options.seniorities}
                selected={view.seniority}
                onChange={(seniority) => change({ seniority })}
              />
            )}
            {options && options.clients.length > 0 && (
              <div>
                <p className="mb-1 font-semibold">Client</p>
                <ClientPicker
                  clients={options.clients}
                  selected={view.client}
                  onChange={(client) => change({ client })}
                />
              </div>
            )}
          </div>
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
