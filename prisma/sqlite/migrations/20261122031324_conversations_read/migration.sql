-- RedefineTables
PRAGMA defer_foreign_keys=ON;
PRAGMA foreign_keys=OFF;
CREATE TABLE "new_ConversationSide" (
    "conversationId" INTEGER NOT NULL,
    "memberId" INTEGER NOT NULL,
    "personId" INTEGER NOT NULL,

    PRIMARY KEY ("conversationId", "memberId"),
    CONSTRAINT "ConversationSide_conversationId_fkey" FOREIGN KEY ("conversationId") REFERENCES "Conversation" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "ConversationSide_memberId_fkey" FOREIGN KEY ("memberId") REFERENCES "Member" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);
INSERT INTO "new_ConversationSide" ("conversationId", "memberId", "personId") SELECT "conversationId", "memberId", "personId" FROM "ConversationSide";
DROP TABLE "ConversationSide";
ALTER TABLE "new_ConversationSide" RENAME TO "ConversationSide";
CREATE INDEX "ConversationSide_memberId_idx" ON "ConversationSide"("memberId");
PRAGMA foreign_keys=ON;
PRAGMA defer_foreign_keys=OFF;

-- CreateIndex
CREATE INDEX "CarriedMessage_channel_message_idx" ON "CarriedMessage"("channel", "message");
