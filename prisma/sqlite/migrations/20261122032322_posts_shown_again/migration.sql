-- RedefineTables
PRAGMA defer_foreign_keys=ON;
PRAGMA foreign_keys=OFF;
CREATE TABLE "new_Post" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "workspaceId" INTEGER NOT NULL,
    "place" TEXT NOT NULL,
    "view" TEXT NOT NULL,
    "subject" INTEGER NOT NULL,
    "occurrence" TEXT NOT NULL DEFAULT '',
    "wanted" INTEGER NOT NULL DEFAULT 1,
    "shown" INTEGER NOT NULL DEFAULT 0,
    "fingerprint" TEXT,
    "channel" TEXT,
    "message" TEXT,
    "dueAt" DATETIME,
    "claimedUntil" DATETIME,
    "claim" TEXT,
    "sendingSince" DATETIME,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "failedAt" DATETIME,
    "failure" TEXT,
    "createdAt" DATETIME NOT NULL,
    "sentAt" DATETIME,
    "showing" INTEGER NOT NULL DEFAULT 0,
    CONSTRAINT "Post_workspaceId_fkey" FOREIGN KEY ("workspaceId") REFERENCES "Workspace" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);
INSERT INTO "new_Post" ("attempts", "channel", "claim", "claimedUntil", "createdAt", "dueAt", "failedAt", "failure", "fingerprint", "id", "message", "occurrence", "place", "sendingSince", "sentAt", "shown", "subject", "view", "wanted", "workspaceId") SELECT "attempts", "channel", "claim", "claimedUntil", "createdAt", "dueAt", "failedAt", "failure", "fingerprint", "id", "message", "occurrence", "place", "sendingSince", "sentAt", "shown", "subject", "view", "wanted", "workspaceId" FROM "Post";
DROP TABLE "Post";
ALTER TABLE "new_Post" RENAME TO "Post";
CREATE INDEX "Post_dueAt_idx" ON "Post"("dueAt");
CREATE INDEX "Post_view_subject_idx" ON "Post"("view", "subject");
CREATE INDEX "Post_channel_message_idx" ON "Post"("channel", "message");
CREATE INDEX "Post_failedAt_idx" ON "Post"("failedAt");
CREATE UNIQUE INDEX "Post_workspaceId_place_view_subject_occurrence_key" ON "Post"("workspaceId", "place", "view", "subject", "occurrence");
PRAGMA foreign_keys=ON;
PRAGMA defer_foreign_keys=OFF;
