import { Button, Skeleton, Text } from "@react-spectrum/s2";
import { style } from "@react-spectrum/s2/style" with { type: "macro" };
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { plainList } from "../theme/surfaces.ts";

const more = style({ padding: 16, display: "flex", justifyContent: "center" });
const skeleton = style({ display: "flex", flexDirection: "column", gap: 12, padding: 24 });
const empty = style({
  display: "flex",
  gap: 12,
  paddingX: { default: 16, md: 24 },
  paddingBottom: 24,
});
const emptyTitle = style({ font: "ui", fontWeight: "bold", color: "neutral", margin: 0 });
const emptyHint = style({ font: "body-sm", color: "neutral-subdued", margin: 0, marginTop: 2 });

/** What is known of a list that is read page by page. */
interface Paged {
  isError: boolean;
  hasNextPage: boolean;
  isFetchingNextPage: boolean;
  fetchNextPage: () => unknown;
}

/**
 * A list that is read page by page, in each of its states: the entries, newest first, and a button
 * for more of them; what stands in their place while they load, when they cannot be loaded, and when
 * there are none.
 */
export function Records<T>({
  pages,
  entries,
  failed,
  loading,
  empty,
  children,
}: {
  pages: Paged;
  /** Undefined as long as none were read. */
  entries: T[] | undefined;
  failed: ReactNode;
  /** What is being loaded. */
  loading: string;
  empty: ReactNode;
  children: (entry: T) => ReactNode;
}) {
  if (!entries) {
    return pages.isError ? failed : <LoadingRecords label={loading} />;
  }
  return entries.length === 0 ? (
    empty
  ) : (
    <RecordList pages={pages}>{entries.map(children)}</RecordList>
  );
}

function RecordList({ pages, children }: { pages: Paged; children: ReactNode }) {
  const { t } = useTranslation();
  return (
    <>
      <ul className={plainList}>{children}</ul>
      {pages.hasNextPage && (
        <div className={more}>
          <Button
            variant="secondary"
            isPending={pages.isFetchingNextPage}
            onPress={() => void pages.fetchNextPage()}
          >
            {t("app.more")}
          </Button>
        </div>
      )}
    </>
  );
}

/** The shape of what is coming. */
function LoadingRecords({ label }: { label: string }) {
  return (
    <div className={skeleton} role="status" aria-label={label}>
      <Skeleton isLoading>
        <Text styles={style({ font: "ui" })}>The value is longer than the field allows.</Text>
        <Text styles={style({ font: "ui" })}>The e-mail address is not valid.</Text>
      </Skeleton>
    </div>
  );
}

/** There is nothing in the list, and what that means. */
export function NoRecords({
  icon,
  title,
  children,
}: {
  icon: ReactNode;
  title: string;
  children: ReactNode;
}) {
  return (
    <div className={empty}>
      {icon}
      <div>
        <p className={emptyTitle}>{title}</p>
        <p className={emptyHint}>{children}</p>
      </div>
    </div>
  );
}
