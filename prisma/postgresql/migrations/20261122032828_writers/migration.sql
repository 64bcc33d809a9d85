-- AlterTable
ALTER TABLE "Member" ADD COLUMN     "writerAt" TIMESTAMP(3);
