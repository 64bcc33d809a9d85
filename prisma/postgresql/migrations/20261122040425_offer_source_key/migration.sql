-- AlterTable
ALTER TABLE "Offer" ADD COLUMN     "sourceKey" TEXT;
