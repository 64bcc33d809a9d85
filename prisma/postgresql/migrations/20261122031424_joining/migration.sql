-- AlterTable
ALTER TABLE "Workspace" ADD COLUMN     "seenAt" TIMESTAMP(3);

-- AlterTable
ALTER TABLE "Member" ADD COLUMN     "listedAt" TIMESTAMP(3),
ADD COLUMN     "writerId" INTEGER;

-- AlterTable
ALTER TABLE "Introduction" ADD COLUMN     "waitsForChannel" BOOLEAN NOT NULL DEFAULT false;

-- CreateIndex
CREATE INDEX "Member_workspaceId_welcomedAt_idx" ON "Member"("workspaceId", "welcomedAt");
