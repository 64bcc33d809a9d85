-- CreateTable
CREATE TABLE "Community" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "createdAt" DATETIME NOT NULL
);

-- CreateTable
CREATE TABLE "Workspace" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "communityId" INTEGER NOT NULL,
    "platform" TEXT NOT NULL,
    "externalId" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "locale" TEXT NOT NULL,
    "timezone" TEXT NOT NULL,
    "joinedAt" DATETIME NOT NULL,
    "removedAt" DATETIME,
    "greetingsPaused" BOOLEAN NOT NULL DEFAULT false,
    "paused" BOOLEAN NOT NULL DEFAULT false,
    "guestsExcluded" BOOLEAN NOT NULL DEFAULT false,
    "floodToldAt" DATETIME,
    "mondayAt" DATETIME,
    "membersKnownAt" DATETIME,
    "seenAt" DATETIME,
    CONSTRAINT "Workspace_communityId_fkey" FOREIGN KEY ("communityId") REFERENCES "Community" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "AdoptedChannel" (
    "workspaceId" INTEGER NOT NULL,
    "purpose" TEXT NOT NULL,
    "externalId" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "readUpTo" TEXT,
    "relayedAt" DATETIME,

    PRIMARY KEY ("workspaceId", "purpose"),
    CONSTRAINT "AdoptedChannel_workspaceId_fkey" FOREIGN KEY ("workspaceId") REFERENCES "Workspace" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Person" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "communityId" INTEGER NOT NULL,
    "roundsOn" BOOLEAN NOT NULL DEFAULT false,
    "roundsMemberId" INTEGER,
    "silentRounds" INTEGER NOT NULL DEFAULT 0,
    "paused" BOOLEAN NOT NULL DEFAULT false,
    "activeAt" DATETIME,
    CONSTRAINT "Person_communityId_fkey" FOREIGN KEY ("communityId") REFERENCES "Community" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Member" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "workspaceId" INTEGER NOT NULL,
    "personId" INTEGER NOT NULL,
    "externalId" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "locale" TEXT,
    "platformLocale" TEXT,
    "timezone" TEXT,
    "kind" TEXT,
    "isBot" BOOLEAN NOT NULL DEFAULT false,
    "isGuest" BOOLEAN NOT NULL DEFAULT false,
    "isAdmin" BOOLEAN NOT NULL DEFAULT false,
    "greeting" TEXT NOT NULL DEFAULT 'known',
    "welcomeAt" DATETIME,
    "welcomedAt" DATETIME,
    "remindAt" DATETIME,
    "joinedAt" DATETIME,
    "leftAt" DATETIME,
    "seenAt" DATETIME NOT NULL,
    "listedAt" DATETIME,
    "writerId" INTEGER,
    "writerAt" DATETIME,
    CONSTRAINT "Member_workspaceId_fkey" FOREIGN KEY ("workspaceId") REFERENCES "Workspace" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "Member_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Organisation" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "communityId" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "nameKey" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    CONSTRAINT "Organisation_communityId_fkey" FOREIGN KEY ("communityId") REFERENCES "Community" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Partner" (
    "personId" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "organisationId" INTEGER NOT NULL,
    "addedAt" DATETIME NOT NULL,
    CONSTRAINT "Partner_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "Partner_organisationId_fkey" FOREIGN KEY ("organisationId") REFERENCES "Organisation" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "StaffMember" (
    "personId" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "addedAt" DATETIME NOT NULL,
    CONSTRAINT "StaffMember_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Theme" (
    "communityId" INTEGER NOT NULL,
    "slug" TEXT NOT NULL,
    "name" TEXT,
    "hidden" BOOLEAN NOT NULL DEFAULT false,

    PRIMARY KEY ("communityId", "slug"),
    CONSTRAINT "Theme_communityId_fkey" FOREIGN KEY ("communityId") REFERENCES "Community" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "ConnectCode" (
    "hash" TEXT NOT NULL PRIMARY KEY,
    "workspaceId" INTEGER NOT NULL,
    "expiresAt" DATETIME NOT NULL
);

-- CreateTable
CREATE TABLE "Introduction" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "communityId" INTEGER NOT NULL,
    "personId" INTEGER NOT NULL,
    "memberId" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "headline" TEXT NOT NULL,
    "organisationId" INTEGER,
    "canHelp" TEXT NOT NULL,
    "lookingFor" TEXT NOT NULL,
    "everywhere" BOOLEAN NOT NULL DEFAULT true,
    "greeterId" INTEGER,
    "waitsForChannel" BOOLEAN NOT NULL DEFAULT false,
    "createdAt" DATETIME NOT NULL,
    "updatedAt" DATETIME NOT NULL,
    CONSTRAINT "Introduction_communityId_fkey" FOREIGN KEY ("communityId") REFERENCES "Community" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "Introduction_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "Introduction_organisationId_fkey" FOREIGN KEY ("organisationId") REFERENCES "Organisation" ("id") ON DELETE SET NULL ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "IntroductionTheme" (
    "introductionId" INTEGER NOT NULL,
    "theme" TEXT NOT NULL,

    PRIMARY KEY ("introductionId", "theme"),
    CONSTRAINT "IntroductionTheme_introductionId_fkey" FOREIGN KEY ("introductionId") REFERENCES "Introduction" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Offer" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "communityId" INTEGER NOT NULL,
    "workspaceId" INTEGER NOT NULL,
    "personId" INTEGER NOT NULL,
    "memberId" INTEGER NOT NULL,
    "organisationId" INTEGER,
    "title" TEXT NOT NULL,
    "titleKey" TEXT,
    "details" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "places" INTEGER NOT NULL DEFAULT 10,
    "taken" INTEGER NOT NULL DEFAULT 0,
    "closesAt" DATETIME NOT NULL,
    "state" TEXT NOT NULL,
    "refusal" TEXT,
    "sourceChannel" TEXT,
    "sourceMessage" TEXT,
    "image" TEXT,
    "link" TEXT,
    "sourceKey" TEXT,
    "attachments" TEXT,
    "createdAt" DATETIME NOT NULL,
    "publishedAt" DATETIME,
    "remindAt" DATETIME,
    "reminders" INTEGER NOT NULL DEFAULT 0,
    CONSTRAINT "Offer_communityId_fkey" FOREIGN KEY ("communityId") REFERENCES "Community" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "Offer_workspaceId_fkey" FOREIGN KEY ("workspaceId") REFERENCES "Workspace" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "Offer_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "Offer_organisationId_fkey" FOREIGN KEY ("organisationId") REFERENCES "Organisation" ("id") ON DELETE SET NULL ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "OfferTheme" (
    "offerId" INTEGER NOT NULL,
    "theme" TEXT NOT NULL,

    PRIMARY KEY ("offerId", "theme"),
    CONSTRAINT "OfferTheme_offerId_fkey" FOREIGN KEY ("offerId") REFERENCES "Offer" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Interest" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "offerId" INTEGER NOT NULL,
    "personId" INTEGER NOT NULL,
    "memberId" INTEGER NOT NULL,
    "message" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "createdAt" DATETIME NOT NULL,
    "answeredAt" DATETIME,
    "helped" TEXT,
    "comment" TEXT,
    "remindAt" DATETIME,
    "reminders" INTEGER NOT NULL DEFAULT 0,
    CONSTRAINT "Interest_offerId_fkey" FOREIGN KEY ("offerId") REFERENCES "Offer" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "Interest_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Follow" (
    "personId" INTEGER NOT NULL,
    "memberId" INTEGER NOT NULL,
    "topic" TEXT NOT NULL,
    "since" DATETIME NOT NULL,

    PRIMARY KEY ("personId", "topic"),
    CONSTRAINT "Follow_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "BundledOffer" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "personId" INTEGER NOT NULL,
    "memberId" INTEGER NOT NULL,
    "offerId" INTEGER NOT NULL,
    "toldAt" DATETIME,
    "bundleAt" DATETIME,
    CONSTRAINT "BundledOffer_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "BundledOffer_offerId_fkey" FOREIGN KEY ("offerId") REFERENCES "Offer" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Meeting" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "communityId" INTEGER NOT NULL,
    "state" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "reasonId" INTEGER,
    "askerId" INTEGER,
    "createdAt" DATETIME NOT NULL,
    "answeredAt" DATETIME,
    "dueAt" DATETIME,
    CONSTRAINT "Meeting_communityId_fkey" FOREIGN KEY ("communityId") REFERENCES "Community" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "MeetingPerson" (
    "meetingId" INTEGER NOT NULL,
    "personId" INTEGER NOT NULL,
    "memberId" INTEGER NOT NULL,
    "met" TEXT,
    "askedAt" DATETIME,
    "metAt" DATETIME,

    PRIMARY KEY ("meetingId", "personId"),
    CONSTRAINT "MeetingPerson_meetingId_fkey" FOREIGN KEY ("meetingId") REFERENCES "Meeting" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "MeetingPerson_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Conversation" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "communityId" INTEGER NOT NULL,
    "meetingId" INTEGER,
    "kind" TEXT NOT NULL,
    "createdAt" DATETIME NOT NULL,
    "endedAt" DATETIME,
    "endedById" INTEGER,
    CONSTRAINT "Conversation_communityId_fkey" FOREIGN KEY ("communityId") REFERENCES "Community" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "Conversation_meetingId_fkey" FOREIGN KEY ("meetingId") REFERENCES "Meeting" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "ConversationSide" (
    "conversationId" INTEGER NOT NULL,
    "memberId" INTEGER NOT NULL,
    "personId" INTEGER NOT NULL,

    PRIMARY KEY ("conversationId", "memberId"),
    CONSTRAINT "ConversationSide_conversationId_fkey" FOREIGN KEY ("conversationId") REFERENCES "Conversation" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "ConversationSide_memberId_fkey" FOREIGN KEY ("memberId") REFERENCES "Member" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "CarriedMessage" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "conversationId" INTEGER,
    "memberId" INTEGER NOT NULL,
    "channel" TEXT NOT NULL,
    "message" TEXT NOT NULL,
    "content" TEXT,
    "createdAt" DATETIME NOT NULL,
    "erasedAt" DATETIME,
    CONSTRAINT "CarriedMessage_conversationId_fkey" FOREIGN KEY ("conversationId") REFERENCES "Conversation" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Block" (
    "personId" INTEGER NOT NULL,
    "blockedId" INTEGER NOT NULL,
    "createdAt" DATETIME NOT NULL,

    PRIMARY KEY ("personId", "blockedId"),
    CONSTRAINT "Block_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "Block_blockedId_fkey" FOREIGN KEY ("blockedId") REFERENCES "Person" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Round" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "communityId" INTEGER NOT NULL,
    "state" TEXT NOT NULL,
    "pairsAt" DATETIME NOT NULL,
    "dueAt" DATETIME,
    CONSTRAINT "Round_communityId_fkey" FOREIGN KEY ("communityId") REFERENCES "Community" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "RoundPerson" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "roundId" INTEGER NOT NULL,
    "personId" INTEGER NOT NULL,
    "memberId" INTEGER NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'in',
    "groupId" INTEGER,
    CONSTRAINT "RoundPerson_roundId_fkey" FOREIGN KEY ("roundId") REFERENCES "Round" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "RoundPerson_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "RoundPerson_groupId_fkey" FOREIGN KEY ("groupId") REFERENCES "RoundGroup" ("id") ON DELETE SET NULL ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "RoundGroup" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "roundId" INTEGER NOT NULL,
    "dueAt" DATETIME,
    CONSTRAINT "RoundGroup_roundId_fkey" FOREIGN KEY ("roundId") REFERENCES "Round" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Post" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "workspaceId" INTEGER NOT NULL,
    "place" TEXT NOT NULL,
    "view" TEXT NOT NULL,
    "subject" INTEGER NOT NULL,
    "occurrence" TEXT NOT NULL DEFAULT '',
    "wanted" INTEGER NOT NULL DEFAULT 1,
    "shown" INTEGER NOT NULL DEFAULT 0,
    "fingerprint" TEXT,
    "channel" TEXT,
    "message" TEXT,
    "dueAt" DATETIME,
    "claimedUntil" DATETIME,
    "claim" TEXT,
    "sendingSince" DATETIME,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "failedAt" DATETIME,
    "failure" TEXT,
    "createdAt" DATETIME NOT NULL,
    "sentAt" DATETIME,
    "showing" INTEGER NOT NULL DEFAULT 0,
    CONSTRAINT "Post_workspaceId_fkey" FOREIGN KEY ("workspaceId") REFERENCES "Workspace" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Draft" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "memberId" INTEGER NOT NULL,
    "form" TEXT NOT NULL,
    "createdAt" DATETIME NOT NULL,
    CONSTRAINT "Draft_memberId_fkey" FOREIGN KEY ("memberId") REFERENCES "Member" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "PlatformEvent" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "platform" TEXT NOT NULL,
    "payload" TEXT,
    "receivedAt" DATETIME NOT NULL,
    "handledAt" DATETIME
);

-- CreateIndex
CREATE INDEX "Workspace_communityId_idx" ON "Workspace"("communityId");

-- CreateIndex
CREATE INDEX "Workspace_mondayAt_idx" ON "Workspace"("mondayAt");

-- CreateIndex
CREATE UNIQUE INDEX "Workspace_platform_externalId_key" ON "Workspace"("platform", "externalId");

-- CreateIndex
CREATE INDEX "Person_communityId_activeAt_idx" ON "Person"("communityId", "activeAt");

-- CreateIndex
CREATE INDEX "Person_roundsOn_idx" ON "Person"("roundsOn");

-- CreateIndex
CREATE INDEX "Member_personId_idx" ON "Member"("personId");

-- CreateIndex
CREATE INDEX "Member_greeting_welcomeAt_idx" ON "Member"("greeting", "welcomeAt");

-- CreateIndex
CREATE INDEX "Member_workspaceId_welcomedAt_idx" ON "Member"("workspaceId", "welcomedAt");

-- CreateIndex
CREATE INDEX "Member_workspaceId_seenAt_idx" ON "Member"("workspaceId", "seenAt");

-- CreateIndex
CREATE INDEX "Member_remindAt_idx" ON "Member"("remindAt");

-- CreateIndex
CREATE UNIQUE INDEX "Member_workspaceId_externalId_key" ON "Member"("workspaceId", "externalId");

-- CreateIndex
CREATE UNIQUE INDEX "Organisation_communityId_nameKey_key" ON "Organisation"("communityId", "nameKey");

-- CreateIndex
CREATE INDEX "Partner_organisationId_idx" ON "Partner"("organisationId");

-- CreateIndex
CREATE UNIQUE INDEX "Introduction_personId_key" ON "Introduction"("personId");

-- CreateIndex
CREATE INDEX "Introduction_communityId_createdAt_idx" ON "Introduction"("communityId", "createdAt");

-- CreateIndex
CREATE INDEX "Introduction_communityId_updatedAt_idx" ON "Introduction"("communityId", "updatedAt");

-- CreateIndex
CREATE INDEX "IntroductionTheme_theme_idx" ON "IntroductionTheme"("theme");

-- CreateIndex
CREATE INDEX "Offer_communityId_state_id_idx" ON "Offer"("communityId", "state", "id");

-- CreateIndex
CREATE INDEX "Offer_state_closesAt_idx" ON "Offer"("state", "closesAt");

-- CreateIndex
CREATE INDEX "Offer_personId_idx" ON "Offer"("personId");

-- CreateIndex
CREATE INDEX "Offer_organisationId_idx" ON "Offer"("organisationId");

-- CreateIndex
CREATE INDEX "Offer_remindAt_idx" ON "Offer"("remindAt");

-- CreateIndex
CREATE UNIQUE INDEX "Offer_workspaceId_sourceMessage_key" ON "Offer"("workspaceId", "sourceMessage");

-- CreateIndex
CREATE INDEX "OfferTheme_theme_idx" ON "OfferTheme"("theme");

-- CreateIndex
CREATE INDEX "Interest_remindAt_idx" ON "Interest"("remindAt");

-- CreateIndex
CREATE INDEX "Interest_personId_idx" ON "Interest"("personId");

-- CreateIndex
CREATE UNIQUE INDEX "Interest_offerId_personId_key" ON "Interest"("offerId", "personId");

-- CreateIndex
CREATE INDEX "Follow_topic_idx" ON "Follow"("topic");

-- CreateIndex
CREATE INDEX "BundledOffer_bundleAt_idx" ON "BundledOffer"("bundleAt");

-- CreateIndex
CREATE UNIQUE INDEX "BundledOffer_personId_offerId_key" ON "BundledOffer"("personId", "offerId");

-- CreateIndex
CREATE INDEX "Meeting_communityId_state_idx" ON "Meeting"("communityId", "state");

-- CreateIndex
CREATE INDEX "Meeting_dueAt_idx" ON "Meeting"("dueAt");

-- CreateIndex
CREATE INDEX "Meeting_askerId_idx" ON "Meeting"("askerId");

-- CreateIndex
CREATE INDEX "MeetingPerson_personId_idx" ON "MeetingPerson"("personId");

-- CreateIndex
CREATE UNIQUE INDEX "Conversation_meetingId_key" ON "Conversation"("meetingId");

-- CreateIndex
CREATE INDEX "Conversation_communityId_idx" ON "Conversation"("communityId");

-- CreateIndex
CREATE INDEX "ConversationSide_memberId_idx" ON "ConversationSide"("memberId");

-- CreateIndex
CREATE INDEX "CarriedMessage_conversationId_idx" ON "CarriedMessage"("conversationId");

-- CreateIndex
CREATE INDEX "CarriedMessage_channel_message_idx" ON "CarriedMessage"("channel", "message");

-- CreateIndex
CREATE INDEX "CarriedMessage_createdAt_idx" ON "CarriedMessage"("createdAt");

-- CreateIndex
CREATE UNIQUE INDEX "CarriedMessage_memberId_message_key" ON "CarriedMessage"("memberId", "message");

-- CreateIndex
CREATE INDEX "Round_dueAt_idx" ON "Round"("dueAt");

-- CreateIndex
CREATE UNIQUE INDEX "Round_communityId_pairsAt_key" ON "Round"("communityId", "pairsAt");

-- CreateIndex
CREATE INDEX "RoundPerson_personId_idx" ON "RoundPerson"("personId");

-- CreateIndex
CREATE INDEX "RoundPerson_groupId_idx" ON "RoundPerson"("groupId");

-- CreateIndex
CREATE UNIQUE INDEX "RoundPerson_roundId_personId_key" ON "RoundPerson"("roundId", "personId");

-- CreateIndex
CREATE INDEX "RoundGroup_roundId_idx" ON "RoundGroup"("roundId");

-- CreateIndex
CREATE INDEX "RoundGroup_dueAt_idx" ON "RoundGroup"("dueAt");

-- CreateIndex
CREATE INDEX "Post_dueAt_idx" ON "Post"("dueAt");

-- CreateIndex
CREATE INDEX "Post_view_subject_idx" ON "Post"("view", "subject");

-- CreateIndex
CREATE INDEX "Post_channel_message_idx" ON "Post"("channel", "message");

-- CreateIndex
CREATE INDEX "Post_failedAt_idx" ON "Post"("failedAt");

-- CreateIndex
CREATE UNIQUE INDEX "Post_workspaceId_place_view_subject_occurrence_key" ON "Post"("workspaceId", "place", "view", "subject", "occurrence");

-- CreateIndex
CREATE INDEX "Draft_createdAt_idx" ON "Draft"("createdAt");

-- CreateIndex
CREATE INDEX "PlatformEvent_receivedAt_idx" ON "PlatformEvent"("receivedAt");
