-- AlterTable
ALTER TABLE "MeetingPerson" ADD COLUMN     "metAt" TIMESTAMP(3);
