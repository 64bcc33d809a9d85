-- DropIndex
DROP INDEX "Person_communityId_idx";

-- AlterTable
ALTER TABLE "Person" ADD COLUMN "roundsMemberId" INTEGER;

-- CreateTable
CREATE TABLE "RoundGroup" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "roundId" INTEGER NOT NULL,
    "dueAt" DATETIME,
    CONSTRAINT "RoundGroup_roundId_fkey" FOREIGN KEY ("roundId") REFERENCES "Round" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- RedefineTables
PRAGMA defer_foreign_keys=ON;
PRAGMA foreign_keys=OFF;
CREATE TABLE "new_RoundPerson" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "roundId" INTEGER NOT NULL,
    "personId" INTEGER NOT NULL,
    "memberId" INTEGER NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'in',
    "groupId" INTEGER,
    CONSTRAINT "RoundPerson_roundId_fkey" FOREIGN KEY ("roundId") REFERENCES "Round" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "RoundPerson_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "RoundPerson_groupId_fkey" FOREIGN KEY ("groupId") REFERENCES "RoundGroup" ("id") ON DELETE SET NULL ON UPDATE CASCADE
);
INSERT INTO "new_RoundPerson" ("memberId", "personId", "roundId") SELECT "memberId", "personId", "roundId" FROM "RoundPerson";
DROP TABLE "RoundPerson";
ALTER TABLE "new_RoundPerson" RENAME TO "RoundPerson";
CREATE INDEX "RoundPerson_personId_idx" ON "RoundPerson"("personId");
CREATE INDEX "RoundPerson_groupId_idx" ON "RoundPerson"("groupId");
CREATE UNIQUE INDEX "RoundPerson_roundId_personId_key" ON "RoundPerson"("roundId", "personId");
PRAGMA foreign_keys=ON;
PRAGMA defer_foreign_keys=OFF;

-- CreateIndex
CREATE INDEX "RoundGroup_roundId_idx" ON "RoundGroup"("roundId");

-- CreateIndex
CREATE INDEX "RoundGroup_dueAt_idx" ON "RoundGroup"("dueAt");

-- CreateIndex
CREATE INDEX "Person_communityId_activeAt_idx" ON "Person"("communityId", "activeAt");

-- CreateIndex
CREATE INDEX "Person_roundsOn_idx" ON "Person"("roundsOn");

-- CreateIndex
CREATE INDEX "Member_workspaceId_seenAt_idx" ON "Member"("workspaceId", "seenAt");

-- CreateIndex
CREATE INDEX "Introduction_communityId_updatedAt_idx" ON "Introduction"("communityId", "updatedAt");
