-- AlterTable
ALTER TABLE "AdoptedChannel" ADD COLUMN     "relayedAt" TIMESTAMP(3);

-- AlterTable
ALTER TABLE "Offer" ADD COLUMN     "attachments" TEXT,
ADD COLUMN     "titleKey" TEXT;
