-- AlterTable
ALTER TABLE "Workspace" ADD COLUMN "seenAt" DATETIME;

-- AlterTable
ALTER TABLE "Member" ADD COLUMN "listedAt" DATETIME;
ALTER TABLE "Member" ADD COLUMN "writerId" INTEGER;

-- RedefineTables
PRAGMA defer_foreign_keys=ON;
PRAGMA foreign_keys=OFF;
CREATE TABLE "new_Introduction" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "communityId" INTEGER NOT NULL,
    "personId" INTEGER NOT NULL,
    "memberId" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "headline" TEXT NOT NULL,
    "organisationId" INTEGER,
    "canHelp" TEXT NOT NULL,
    "lookingFor" TEXT NOT NULL,
    "everywhere" BOOLEAN NOT NULL DEFAULT true,
    "greeterId" INTEGER,
    "waitsForChannel" BOOLEAN NOT NULL DEFAULT false,
    "createdAt" DATETIME NOT NULL,
    "updatedAt" DATETIME NOT NULL,
    CONSTRAINT "Introduction_communityId_fkey" FOREIGN KEY ("communityId") REFERENCES "Community" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "Introduction_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "Introduction_organisationId_fkey" FOREIGN KEY ("organisationId") REFERENCES "Organisation" ("id") ON DELETE SET NULL ON UPDATE CASCADE
);
INSERT INTO "new_Introduction" ("canHelp", "communityId", "createdAt", "everywhere", "greeterId", "headline", "id", "kind", "lookingFor", "memberId", "organisationId", "personId", "updatedAt") SELECT "canHelp", "communityId", "createdAt", "everywhere", "greeterId", "headline", "id", "kind", "lookingFor", "memberId", "organisationId", "personId", "updatedAt" FROM "Introduction";
DROP TABLE "Introduction";
ALTER TABLE "new_Introduction" RENAME TO "Introduction";
CREATE UNIQUE INDEX "Introduction_personId_key" ON "Introduction"("personId");
CREATE INDEX "Introduction_communityId_createdAt_idx" ON "Introduction"("communityId", "createdAt");
PRAGMA foreign_keys=ON;
PRAGMA defer_foreign_keys=OFF;

-- CreateIndex
CREATE INDEX "Member_workspaceId_welcomedAt_idx" ON "Member"("workspaceId", "welcomedAt");
