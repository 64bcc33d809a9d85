-- DropIndex
DROP INDEX "Person_communityId_idx";

-- AlterTable
ALTER TABLE "Person" ADD COLUMN     "roundsMemberId" INTEGER;

-- AlterTable
ALTER TABLE "RoundPerson" DROP CONSTRAINT "RoundPerson_pkey",
DROP COLUMN "meetingId",
DROP COLUMN "skipped",
ADD COLUMN     "groupId" INTEGER,
ADD COLUMN     "id" SERIAL NOT NULL,
ADD COLUMN     "state" TEXT NOT NULL DEFAULT 'in',
ADD CONSTRAINT "RoundPerson_pkey" PRIMARY KEY ("id");

-- CreateTable
CREATE TABLE "RoundGroup" (
    "id" SERIAL NOT NULL,
    "roundId" INTEGER NOT NULL,
    "dueAt" TIMESTAMP(3),

    CONSTRAINT "RoundGroup_pkey" PRIMARY KEY ("id")
);

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

-- CreateIndex
CREATE INDEX "RoundPerson_groupId_idx" ON "RoundPerson"("groupId");

-- CreateIndex
CREATE UNIQUE INDEX "RoundPerson_roundId_personId_key" ON "RoundPerson"("roundId", "personId");

-- AddForeignKey
ALTER TABLE "RoundPerson" ADD CONSTRAINT "RoundPerson_groupId_fkey" FOREIGN KEY ("groupId") REFERENCES "RoundGroup"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "RoundGroup" ADD CONSTRAINT "RoundGroup_roundId_fkey" FOREIGN KEY ("roundId") REFERENCES "Round"("id") ON DELETE CASCADE ON UPDATE CASCADE;
