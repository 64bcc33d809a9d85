-- AlterTable
ALTER TABLE "AdoptedChannel" ADD COLUMN "relayedAt" DATETIME;

-- AlterTable
ALTER TABLE "Offer" ADD COLUMN "attachments" TEXT;
ALTER TABLE "Offer" ADD COLUMN "titleKey" TEXT;
