-- AlterTable
ALTER TABLE "ConversationSide" DROP COLUMN "readUpTo";

-- CreateIndex
CREATE INDEX "CarriedMessage_channel_message_idx" ON "CarriedMessage"("channel", "message");
