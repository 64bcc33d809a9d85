-- AlterTable
ALTER TABLE "Member" ADD COLUMN "writerAt" DATETIME;
