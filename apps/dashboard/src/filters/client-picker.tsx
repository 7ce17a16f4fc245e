import { Combobox } from '@base-ui/react/combobox';
import { useId } from 'react';

type Client = { ref: string; name: string };
type Props = { clients: readonly Client[]; selected: readonly string[]; onChange: (refs: string[]) => void };

/** Clients by name: type to find, several at once. Loaded when first opened. */
export default function ClientPicker({ clients, selected, onChange }: Props) {
  const id = useId();
  const chosen = clients.filter((client) => selected.includes(client.ref));
  return (
    <div className="w-[280px] max-w-full">
      <Combobox.Root
        items={clients as Client[]}
        multiple
        inline
        open
        value={chosen}
        onValueChange={(next: Client[]) => onChange(next.map((client) => client.ref).sort())}
        itemToStringLabel={(client: Client) => client.name}
        isItemEqualToValue={(item: Client, value: Client) => item.ref === value.ref}
      >
        <div className="field">
          <label htmlFor={`${id}-find`}>Find a client</label>
          <Combobox.Input id={`${id}-find`} className="input" placeholder="Name" />
        </div>
        <Combobox.Empty className="text-xs text-muted">
          <p className="py-2">No client of that name.</p>
        </Combobox.Empty>
        <Combobox.List className="mt-2 max-h-[264px] overflow-y-auto">
          {(client: Client) => (
            <Combobox.Item key={client.ref} value={client} className="option">
              <span className="option-tick" aria-hidden="true">
                <Combobox.ItemIndicator>✓</Combobox.ItemIndicator>
              </span>
              {client.name}
            </Combobox.Item>
          )}
        </Combobox.List>
      </Combobox.Root>
    </div>
  );
}
