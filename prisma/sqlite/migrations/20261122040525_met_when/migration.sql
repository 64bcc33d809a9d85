-- AlterTable
ALTER TABLE "MeetingPerson" ADD COLUMN "metAt" DATETIME;
